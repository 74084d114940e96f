/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "startup.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base.h"
#include "options.h"
#include "prepare.h"
#include "statistics.h"

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Ends a child that this program started: SIGTERM, up to 5 s, then SIGKILL. */
static void stop_child(pid_t pid) {
    kill(pid, SIGTERM);
    for (int i = 0; i < 5000; i++) {
        if (waitpid(pid, NULL, WNOHANG) == pid) return;
        usleep(1000);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

int run_startup(void) {
    double *ms = xrealloc(NULL, (size_t)opt.runs * sizeof *ms), *cpu = xrealloc(NULL, (size_t)opt.runs * sizeof *cpu);
    double *rss = xrealloc(NULL, (size_t)opt.runs * sizeof *rss);
    char address[256];
    snprintf(address, sizeof address, "unix:%s", opt.socket);
    setenv("APISIX_LISTEN_ADDRESS", address, 1);
    setenv("APISIX_CONF_EXPIRE_TIME", "3600", 0);
    for (int i = 0; i < opt.runs; i++) {
        unlink(opt.socket);
        uint64_t start = now_ns();
        pid_t pid = fork();
        if (pid < 0) die(EXIT_SYSTEM, "fork: %s", strerror(errno));
        if (!pid) {
            int in = open("/dev/null", O_RDONLY);
            int out = open(opt.server_log ? opt.server_log : "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0644);
            if (in >= 0) dup2(in, 0);
            if (out >= 0) dup2(out, 1), dup2(out, 2);
            execvp(opt.command[0], opt.command);
            _exit(127);
        }
        uint64_t deadline = start + (uint64_t)(opt.wait * 1e9);
        const char *err = "no connection";
        while (now_ns() < deadline) {
            if (waitpid(pid, NULL, WNOHANG) == pid) die(EXIT_CONNECT, "run %d: the command ended before it answered", i + 1);
            int fd = try_connect();
            if (fd >= 0) {
                uint32_t token;
                err = prepare(fd, opt.key, &token);
                close(fd);
                if (!err) break;
            }
            usleep(500);
        }
        if (err) {
            stop_child(pid);
            die(EXIT_CONNECT, "run %d: %s", i + 1, err);
        }
        ms[i] = (double)(now_ns() - start) / 1e6;
        struct usage_sample s;
        opt.pid = pid;
        sample_usage(&s);
        cpu[i] = (double)s.server_cpu / 1e6;
        rss[i] = (double)s.rss_kb;
        stop_child(pid);
    }
    qsort(ms, (size_t)opt.runs, sizeof *ms, by_value);
    qsort(cpu, (size_t)opt.runs, sizeof *cpu, by_value);
    qsort(rss, (size_t)opt.runs, sizeof *rss, by_value);
    int m = opt.runs / 2;
    double load = -1;
    if (getloadavg(&load, 1) < 1) load = -1;
    printf(opt.json ? "{\"mode\":\"startup\",\"runs\":%d,\"median_ms\":%.1f,\"min_ms\":%.1f,\"max_ms\":%.1f,"
                      "\"median_cpu_ms\":%.1f,\"median_rss_kb\":%.0f,\"loadavg1\":%.2f}\n"
                    : "startup: %d runs, median %.1f ms, min %.1f, max %.1f; CPU %.1f ms, RSS %.0f KiB; load %.2f\n",
           opt.runs, ms[m], ms[0], ms[opt.runs - 1], cpu[m], rss[m], load);
    free(ms);
    free(cpu);
    free(rss);
    return EXIT_OK;
}
