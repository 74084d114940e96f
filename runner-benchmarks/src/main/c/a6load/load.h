/* SPDX-License-Identifier: Apache-2.0 */
/* The load: connections, and the calls on them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "statistics.h"

enum { E_RPC, E_TYPE, E_ID, E_ACTION, E_BROKEN, E_NO_EXTRA, E_TIMEOUT, E_CLOSED, E_CONNECT, E_KINDS };
extern const char *const error_name[E_KINDS];

struct conn {
    int fd;
    bool busy, want_out;
    uint8_t *in;
    size_t in_len, in_cap;
    uint8_t *out; /* what the socket did not take at once */
    size_t out_len, out_off, out_cap;
    uint32_t id, extra, last_token;
    bool has_token;
    uint64_t due, sent;
};

/* The run: all connections, the frames that they send, and what has come of it. */
struct load {
    int epoll, timer;
    struct conn *conn;
    struct conn **idle; /* open loop: last in, first out, as nginx's keepalive pool */
    int idles;
    uint8_t *call, *extra_var, *extra_body;
    uint32_t *token; /* of each conf */
    size_t call_size, call_id_at, call_token_at, extra_var_size, extra_body_size, prepare_key_at;
    uint32_t next_id;
    uint64_t prepare_seq, begin, end, start, next_due;
    bool measuring, draining, failed;
    struct hist due, service;
    uint64_t calls, replies_stop, replies_rewrite, replies_none, extras, unsolicited, bytes_in, bytes_out;
    uint64_t error[E_KINDS], warm_errors, error_code[4];
    uint32_t seed[2];
};
extern struct load L;

/* False, with errno, if the server does not take it. */
bool conn_open(struct conn *c);
/* From the warm-up to the last reply; what the machine did at the begin and the end of what is measured. */
void run_load(struct usage_sample *a, struct usage_sample *z);
