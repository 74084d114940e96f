/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "prepare.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base.h"
#include "flatbuffer.h"
#include "frames.h"
#include "options.h"

int try_connect(void) {
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    strcpy(a.sun_path, opt.socket);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) die(EXIT_SYSTEM, "socket: %s", strerror(errno));
    if (connect(fd, (struct sockaddr *)&a, sizeof a)) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}

static bool write_all(int fd, const uint8_t *p, size_t n) {
    while (n) {
        ssize_t w = send(fd, p, n, MSG_NOSIGNAL);
        if (w <= 0) return false;
        p += w;
        n -= (size_t)w;
    }
    return true;
}

static bool read_all(int fd, uint8_t *p, size_t n, uint64_t deadline) {
    while (n) {
        uint64_t now = now_ns();
        struct pollfd pf = {.fd = fd, .events = POLLIN};
        if (now >= deadline || poll(&pf, 1, (int)((deadline - now) / 1000000) + 1) <= 0) return false;
        ssize_t r = read(fd, p, n);
        if (r <= 0) return false;
        p += r;
        n -= (size_t)r;
    }
    return true;
}

const char *prepare(int fd, const char *key, uint32_t *token) {
    static char why[96];
    size_t n;
    uint8_t *f = frame_prepare(key, &n), head[FRAME_HEADER];
    uint64_t deadline = now_ns() + (uint64_t)(opt.timeout * 1e9);
    record_frame(f, n);
    bool ok = write_all(fd, f, n);
    free(f);
    if (!ok || !read_all(fd, head, sizeof head, deadline)) return "no reply to PREPARE_CONF";
    n = (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    uint8_t *p = xrealloc(NULL, n);
    const char *err = NULL;
    size_t t;
    struct view v = {p, n};
    if (!read_all(fd, p, n, deadline)) err = "truncated reply to PREPARE_CONF";
    else if (head[0] != RPC_PREPARE_CONF) {
        snprintf(why, sizeof why, "PREPARE_CONF answered with type %d", head[0]);
        err = why;
    } else if (!vw_table(v, 0, &t) || !vw_uint(v, t, 0, 4, token)) err = "broken reply to PREPARE_CONF";
    free(p);
    return err;
}

int connect_wait(void) {
    uint64_t deadline = now_ns() + (uint64_t)(opt.wait * 1e9);
    for (;;) {
        int fd = try_connect();
        if (fd >= 0) return fd;
        if (now_ns() >= deadline) die(EXIT_CONNECT, "%s: %s", opt.socket, strerror(errno));
        usleep(1000);
    }
}
