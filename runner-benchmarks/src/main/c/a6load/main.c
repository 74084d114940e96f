/*
 * SPDX-License-Identifier: Apache-2.0
 *
 * a6load - load generator for Apache APISIX external plugin runners
 *
 * Speaks the client side of the runner protocol on a Unix domain socket the way APISIX itself does:
 * one frame = 1 byte type, 3 bytes big-endian length, FlatBuffers payload; one outstanding call per
 * connection; the conf token is fetched with PREPARE_CONF on a connection of its own; EXTRA_INFO
 * requests that arrive during a call are answered in order on the call's connection.
 *
 * Closed loop (default): each connection sends its next call when the previous one is answered.
 * Open loop (--rate): calls are due at fixed (or Poisson) times; a call waits for an idle connection
 * if need be, and its latency counts from the time it was due, so a stall of the server is charged to
 * every call it delays (no coordinated omission).
 *
 * Needs Linux (epoll, timerfd) and a C11 compiler; no libraries.
 *   ci/benchmark compiles it; by hand as README.md beside this folder says.
 *
 * The FlatBuffers builder is written for this program. It lays fields out in the order in which
 * APISIX adds them (id, conf_token, src_ip, path, args, headers, method), shares equal vtables as the
 * official builders do, and its output can be checked with
 *   a6load --record frames.bin ... ; then flatc --json --raw-binary --root-type A6.HTTPReqCall.Req ...
 *
 * Exit codes: 0 no error seen; 1 the run finished but saw errors; 2 bad usage;
 *             3 no connection or no usable PREPARE_CONF reply; 4 system error.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base.h"
#include "frames.h"
#include "load.h"
#include "options.h"
#include "prepare.h"
#include "report.h"
#include "startup.h"
#include "statistics.h"

/* All confs, each with a key of its own; the first one's is the one that was asked for. */
static const char *prepare_all(int fd) {
    L.token = xrealloc(NULL, (size_t)opt.confs * sizeof *L.token);
    const char *err = prepare(fd, opt.key, &L.token[0]);
    for (int i = 1; i < opt.confs && !err; i++) {
        char key[128];
        snprintf(key, sizeof key, "%.64s-%d", opt.key, i);
        err = prepare(fd, key, &L.token[i]);
    }
    return err;
}

static void build_frames(uint32_t token) {
    if (opt.mode == MODE_PREPARE) {
        char key[128];
        snprintf(key, sizeof key, "%.64s-%016llx", opt.key, 0xfedcba9876543210ull);
        L.call = frame_prepare(key, &L.call_size);
        L.prepare_key_at = (size_t)((uint8_t *)memmem(L.call, L.call_size, "fedcba9876543210", 16) - L.call);
    } else {
        L.call = frame_call(token, &L.call_size, &L.call_id_at, &L.call_token_at);
    }
    L.extra_var = frame_extra(opt.var, strlen(opt.var), &L.extra_var_size);
    char *body = xrealloc(NULL, opt.body_size + 1);
    memset(body, 'x', opt.body_size);
    L.extra_body = frame_extra(body, opt.body_size, &L.extra_body_size);
    free(body);
}

int main(int argc, char **argv) {
    parse_options(argc, argv);
    open_record();
    signal(SIGPIPE, SIG_IGN);
    if (opt.mode == MODE_STARTUP) return run_startup();

    prctl(PR_SET_TIMERSLACK, 1ul, 0, 0, 0);
    struct rlimit rl;
    if (!getrlimit(RLIMIT_NOFILE, &rl) && rl.rlim_cur < rl.rlim_max) {
        rl.rlim_cur = rl.rlim_max;
        setrlimit(RLIMIT_NOFILE, &rl);
    }

    int fd = connect_wait();
    const char *err = prepare_all(fd);
    close(fd);
    if (err) die(EXIT_CONNECT, "%s", err);
    build_frames(L.token[0]);

    L.seed[0] = 0x9e3779b9u;
    L.seed[1] = 0x7f4a7c15u;
    L.next_id = opt.first_id;
    L.epoll = epoll_create1(EPOLL_CLOEXEC);
    L.timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (L.epoll < 0 || L.timer < 0) die(EXIT_SYSTEM, "epoll/timerfd: %s", strerror(errno));
    struct epoll_event te = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll_ctl(L.epoll, EPOLL_CTL_ADD, L.timer, &te)) die(EXIT_SYSTEM, "epoll_ctl: %s", strerror(errno));
    L.conn = xrealloc(NULL, (size_t)opt.connections * sizeof *L.conn);
    L.idle = xrealloc(NULL, (size_t)opt.connections * sizeof *L.idle);
    memset(L.conn, 0, (size_t)opt.connections * sizeof *L.conn);
    for (int i = 0; i < opt.connections; i++) {
        uint64_t deadline = now_ns() + (uint64_t)(opt.wait * 1e9);
        while (!conn_open(&L.conn[i])) { /* a full backlog answers EAGAIN */
            if (now_ns() >= deadline) die(EXIT_CONNECT, "connection %d: %s", i + 1, strerror(errno));
            usleep(1000);
        }
    }

    struct usage_sample a, z;
    memset(&a, 0, sizeof a);
    L.start = now_ns();
    L.begin = L.start + (uint64_t)(opt.warmup * 1e9);
    run_load(&a, &z);
    close_record();
    return report(&a, &z);
}
