/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "load.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base.h"
#include "flatbuffer.h"
#include "frames.h"
#include "options.h"
#include "prepare.h"
#include "statistics.h"

const char *const error_name[E_KINDS] = {
    "rpc_error", "wrong_type", "wrong_id", "wrong_action", "broken_reply",
    "no_extra_info", "timeout", "connection_closed", "connect_failed"};

struct load L;

static void conn_poll(struct conn *c, int op) {
    struct epoll_event e = {.events = EPOLLIN | (c->want_out ? EPOLLOUT : 0), .data.ptr = c};
    if (epoll_ctl(L.epoll, op, c->fd, &e)) die(EXIT_SYSTEM, "epoll_ctl: %s", strerror(errno));
}

bool conn_open(struct conn *c) {
    c->fd = try_connect();
    if (c->fd < 0) return false;
    fcntl(c->fd, F_SETFL, fcntl(c->fd, F_GETFL) | O_NONBLOCK);
    c->busy = c->want_out = c->has_token = false;
    c->in_len = c->out_len = c->out_off = 0;
    conn_poll(c, EPOLL_CTL_ADD);
    return true;
}

static void conn_issue(struct conn *c, uint64_t due);

static void note_error(int kind) {
    if (L.measuring || L.draining) L.error[kind]++;
    else L.warm_errors++;
}

/* The call on c is over (well or badly); start what comes next. */
static void conn_next(struct conn *c, uint64_t now) {
    c->busy = false;
    if (L.draining) return;
    if (opt.rate > 0) L.idle[L.idles++] = c;
    else conn_issue(c, now);
}

static void conn_fail(struct conn *c, int kind) {
    note_error(kind);
    close(c->fd);
    bool was_busy = c->busy;
    if (!conn_open(c)) {
        note_error(E_CONNECT);
        L.failed = true; /* the server is gone: stop */
        return;
    }
    if (was_busy) conn_next(c, now_ns());
}

static void conn_send(struct conn *c, const uint8_t *f, size_t n) {
    record_frame(f, n);
    if (L.measuring) L.bytes_out += n;
    size_t done = 0;
    if (c->out_off == c->out_len) {
        ssize_t w = send(c->fd, f, n, MSG_NOSIGNAL);
        if (w > 0) done = (size_t)w; /* a broken connection shows on the next read */
    }
    if (done == n) return;
    if (c->out_off == c->out_len) c->out_off = c->out_len = 0;
    if (c->out_len + n - done > c->out_cap) {
        c->out_cap = (c->out_len + n - done) * 2;
        c->out = xrealloc(c->out, c->out_cap);
    }
    memcpy(c->out + c->out_len, f + done, n - done);
    c->out_len += n - done;
    if (!c->want_out) {
        c->want_out = true;
        conn_poll(c, EPOLL_CTL_MOD);
    }
}

static void conn_flush(struct conn *c) {
    while (c->out_off < c->out_len) {
        ssize_t w = send(c->fd, c->out + c->out_off, c->out_len - c->out_off, MSG_NOSIGNAL);
        if (w <= 0) return;
        c->out_off += (size_t)w;
    }
    c->want_out = false;
    conn_poll(c, EPOLL_CTL_MOD);
}

static void conn_issue(struct conn *c, uint64_t due) {
    c->busy = true;
    c->due = due;
    c->extra = 0;
    if (opt.mode == MODE_PREPARE) {
        char digits[17];
        snprintf(digits, sizeof digits, "%016llx", (unsigned long long)L.prepare_seq++);
        memcpy(L.call + L.prepare_key_at, digits, 16);
    } else {
        c->id = L.next_id++;
        put_le(L.call + L.call_id_at, c->id, 4);
        if (opt.confs > 1) put_le(L.call + L.call_token_at, L.token[c->id % (uint32_t)opt.confs], 4);
    }
    c->sent = opt.rate > 0 ? now_ns() : due;
    conn_send(c, L.call, L.call_size);
}

static void call_done(struct conn *c, int error) {
    uint64_t now = now_ns();
    if (error >= 0) note_error(error);
    else if (L.measuring) {
        L.calls++;
        hist_add(&L.service, now - c->sent);
        if (opt.rate > 0) hist_add(&L.due, now > c->due ? now - c->due : 0);
    }
    conn_next(c, now);
}

static int answer_extra(struct conn *c, struct view v) {
    size_t t, at, info, name_size;
    const uint8_t *name;
    uint32_t type;
    if (!vw_table(v, 0, &t) || !vw_uint(v, t, 0, 1, &type) || !vw_field(v, t, 1, 4, &at) || !at ||
        !vw_table(v, at, &info))
        return E_BROKEN;
    c->extra++;
    if (L.measuring) L.extras++;
    switch (type) {
    case INFO_VAR:
        if (!vw_blob(v, info, 0, &name, &name_size) || !name_size) return E_BROKEN;
        conn_send(c, L.extra_var, L.extra_var_size);
        return -1;
    case INFO_REQ_BODY:
        conn_send(c, L.extra_body, L.extra_body_size);
        return -1;
    default: /* there is no response yet, so a response body makes no sense here */
        return E_BROKEN;
    }
}

static int check_call(struct conn *c, struct view v) {
    size_t t, at, action;
    uint32_t id, type;
    if (!vw_table(v, 0, &t) || !vw_uint(v, t, 0, 4, &id) || !vw_uint(v, t, 1, 1, &type)) return E_BROKEN;
    if (id != c->id) return E_ID;
    if (type != ACTION_NONE && (!vw_field(v, t, 2, 4, &at) || !at || !vw_table(v, at, &action))) return E_BROKEN;
    if (L.measuring) ++*(type == ACTION_STOP ? &L.replies_stop : type == ACTION_REWRITE ? &L.replies_rewrite : &L.replies_none);
    if (type > ACTION_REWRITE || (opt.expect != ACTION_ANY && (int)type != opt.expect)) return E_ACTION;
    return opt.mode == MODE_VARS && !c->extra ? E_NO_EXTRA : -1;
}

/* One whole frame from the server. False when the connection was replaced. */
static bool conn_frame(struct conn *c, int type, struct view v) {
    int e = -1;
    size_t t;
    uint32_t n = 0;
    if (!c->busy) { /* nobody asked */
        L.unsolicited++;
        return true;
    }
    if (type == RPC_EXTRA_INFO && opt.mode != MODE_PREPARE) {
        if ((e = answer_extra(c, v)) < 0) return true;
        conn_fail(c, e);
        return false;
    }
    if (type == RPC_ERROR) {
        e = E_RPC;
        if (vw_table(v, 0, &t) && vw_uint(v, t, 0, 1, &n) && L.measuring) L.error_code[n < 3 ? n : 3]++;
    } else if (type == RPC_PREPARE_CONF && opt.mode == MODE_PREPARE) {
        if (!vw_table(v, 0, &t) || !vw_uint(v, t, 0, 4, &n)) e = E_BROKEN;
        else if (c->has_token && n == c->last_token) { /* keys are unique: the last reply once more */
            L.unsolicited++;
            return true;
        }
        c->has_token = true;
        c->last_token = n;
    } else if (type == RPC_HTTP_REQ_CALL && opt.mode != MODE_PREPARE) {
        e = check_call(c, v);
    } else {
        e = E_TYPE;
    }
    call_done(c, e);
    return true;
}

static void conn_readable(struct conn *c) {
    if (c->in_cap - c->in_len < 4096) {
        c->in_cap = c->in_cap ? c->in_cap * 2 : 65536;
        c->in = xrealloc(c->in, c->in_cap);
    }
    ssize_t r = read(c->fd, c->in + c->in_len, c->in_cap - c->in_len);
    if (r < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (r <= 0) {
        conn_fail(c, E_CLOSED);
        return;
    }
    c->in_len += (size_t)r;
    if (L.measuring) L.bytes_in += (uint64_t)r;
    size_t off = 0;
    while (c->in_len - off >= FRAME_HEADER) {
        const uint8_t *h = c->in + off;
        size_t n = (size_t)h[1] << 16 | (size_t)h[2] << 8 | h[3];
        if (c->in_len - off < FRAME_HEADER + n) break;
        off += FRAME_HEADER + n;
        if (!conn_frame(c, h[0], (struct view){h + FRAME_HEADER, n})) return;
    }
    if (off) {
        memmove(c->in, c->in + off, c->in_len - off);
        c->in_len -= off;
    }
}

static double uniform01(void) { /* xorshift64, never 0 */
    uint64_t x = (uint64_t)L.seed[0] << 32 | L.seed[1];
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    L.seed[0] = (uint32_t)(x >> 32);
    L.seed[1] = (uint32_t)x;
    return ((double)(x >> 11) + 0.5) / 9007199254740992.0;
}

/* Open loop: send what is due while there are idle connections; arm the timer for the next one. */
static void send_due(uint64_t now) {
    while (L.idles && L.next_due <= now) {
        uint64_t due = L.next_due;
        double gap = 1e9 / opt.rate;
        L.next_due += (uint64_t)(opt.poisson ? -log(uniform01()) * gap : gap);
        conn_issue(L.idle[--L.idles], due);
    }
    if (L.idles) {
        struct itimerspec it = {.it_value = {.tv_sec = (time_t)(L.next_due / 1000000000ull),
                                             .tv_nsec = (long)(L.next_due % 1000000000ull)}};
        timerfd_settime(L.timer, TFD_TIMER_ABSTIME, &it, NULL);
    }
}

static void check_timeouts(uint64_t now) {
    for (int i = 0; i < opt.connections && !L.failed; i++) {
        struct conn *c = &L.conn[i];
        if (c->busy && now > c->sent && now - c->sent > (uint64_t)(opt.timeout * 1e9)) conn_fail(c, E_TIMEOUT);
    }
}

void run_load(struct usage_sample *a, struct usage_sample *z) {
    enum { EVENTS = 256 };
    struct epoll_event ev[EVENTS];
    uint64_t last_scan = L.start, now = L.start;
    if (opt.rate > 0) {
        for (int i = 0; i < opt.connections; i++) L.idle[L.idles++] = &L.conn[opt.connections - 1 - i];
        L.next_due = L.start;
    } else {
        for (int i = 0; i < opt.connections; i++) conn_issue(&L.conn[i], now_ns());
    }
    while (!L.failed) {
        now = now_ns();
        if (L.draining) { /* calls still out are awaited, so that no server sees a broken connection */
            int busy = 0;
            for (int i = 0; i < opt.connections; i++) busy += L.conn[i].busy;
            if (!busy || now >= L.end + 3000000000ull) return;
        } else if (!L.measuring && now >= L.begin) {
            sample_usage(a);
            L.measuring = true;
            L.begin = now_ns();
            L.end = L.begin + (uint64_t)(opt.duration * 1e9);
            L.unsolicited = 0;
        }
        if (L.measuring && now >= L.end) {
            sample_usage(z);
            L.measuring = false;
            L.draining = true;
            continue;
        }
        if (opt.rate > 0 && !L.draining) send_due(now);
        int n = epoll_wait(L.epoll, ev, EVENTS, 20);
        if (n < 0 && errno != EINTR) die(EXIT_SYSTEM, "epoll_wait: %s", strerror(errno));
        for (int i = 0; i < n && !L.failed; i++) {
            struct conn *c = ev[i].data.ptr;
            if (!c) { /* the timer */
                uint64_t t;
                if (read(L.timer, &t, sizeof t) < 0 && errno != EAGAIN) die(EXIT_SYSTEM, "timerfd: %s", strerror(errno));
                continue;
            }
            if (ev[i].events & EPOLLOUT) conn_flush(c);
            if (ev[i].events & ~(uint32_t)EPOLLOUT) conn_readable(c);
        }
        if (now - last_scan > 250000000ull) {
            check_timeouts(now);
            last_scan = now;
        }
    }
    if (!L.draining) sample_usage(z); /* the server is gone */
}
