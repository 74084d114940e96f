/* SPDX-License-Identifier: Apache-2.0 */
/* The command line. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum mode { MODE_PREPARE, MODE_CALL, MODE_VARS, MODE_STARTUP };
extern const char *const mode_name[];

struct options {
    const char *socket, *plugin, *conf, *key, *path, *var, *record, *server_log;
    enum mode mode;
    int connections, headers, args, runs, confs, chain;
    double duration, warmup, rate, timeout, wait;
    size_t body_size;
    int expect;
    uint32_t first_id;
    long record_max;
    bool json, poisson;
    pid_t pid;
    char **command;
};
extern struct options opt;

void parse_options(int argc, char **argv);
