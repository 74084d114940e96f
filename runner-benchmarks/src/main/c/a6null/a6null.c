/*
 * SPDX-License-Identifier: Apache-2.0
 *
 * a6null - a runner that does nothing: the floor of the APISIX external plugin protocol on a machine
 *
 * Listens on the Unix domain socket named by APISIX_LISTEN_ADDRESS and answers
 *   PREPARE_CONF   with the next conf_token; the name of the conf's first plugin picks the answer to calls:
 *                  "rewrite" = Rewrite (path, one header, one arg), "vars" = EXTRA_INFO Var remote_addr
 *                  and EXTRA_INFO ReqBody one after the other, then Rewrite with two headers,
 *                  "none" = no action, anything else = Stop 200, one header, body "hello".
 *   HTTP_REQ_CALL  with that answer, precomputed; only the request's id is read and copied.
 * One thread, one epoll loop, at best one read() and one write() for a message. What a real runner adds
 * to its numbers (decoding, plugins, encoding, threads) is that runner's own cost.
 *
 *   ci/benchmark compiles it; by hand as README.md beside this folder says, and then
 *   APISIX_LISTEN_ADDRESS=unix:/tmp/a6.sock ./a6null.out
 *
 * Exit codes: 0 ended by SIGTERM or SIGINT; 2 bad usage; 4 system error.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { RPC_ERROR = 0, RPC_PREPARE_CONF = 1, RPC_HTTP_REQ_CALL = 2, RPC_EXTRA_INFO = 3 };
enum { HEAD = 4, FRAME_MAX = (1 << 24) - 1 };

static _Noreturn void die(const char *what) {
    fprintf(stderr, "a6null: %s: %s\n", what, strerror(errno));
    exit(4);
}

static void put_le(uint8_t *p, uint32_t v, int n) {
    for (int i = 0; i < n; i++) p[i] = (uint8_t)(v >> (8 * i));
}

static uint32_t get_le(const uint8_t *p, int n) {
    uint32_t v = 0;
    for (int i = 0; i < n; i++) v |= (uint32_t)p[i] << (8 * i);
    return v;
}

/* ---- precomputed answers. A forward writer is enough: vtable, table, then what the table refers to. */

struct msg {
    uint8_t b[512];
    size_t n, id_at;
};

static void m_align(struct msg *m, size_t to) {
    while ((m->n - HEAD) % to) m->b[m->n++] = 0;
}

/* A table of 4-byte cells. cell[i] is the slot of cell i. Returns where cell 0 lies. */
static size_t m_table(struct msg *m, int slots, const int *cell, int cells) {
    m_align(m, 4);
    size_t vsize = 4 + 2 * (size_t)slots;
    if (vsize % 4) m->b[m->n++] = 0, m->b[m->n++] = 0; /* so that the table is aligned */
    size_t vt = m->n;
    memset(m->b + vt, 0, vsize);
    put_le(m->b + vt, (uint32_t)vsize, 2);
    put_le(m->b + vt + 2, (uint32_t)(4 + 4 * cells), 2);
    for (int i = 0; i < cells; i++) put_le(m->b + vt + 4 + 2 * cell[i], (uint32_t)(4 + 4 * i), 2);
    size_t t = vt + vsize;
    put_le(m->b + t, (uint32_t)vsize, 4);
    memset(m->b + t + 4, 0, 4 * (size_t)cells);
    m->n = t + 4 + 4 * (size_t)cells;
    return t + 4;
}

static void m_ref(struct msg *m, size_t at, size_t target) { put_le(m->b + at, (uint32_t)(target - at), 4); }

static void m_blob(struct msg *m, size_t at, const char *s) { /* a string or byte vector, referred to at `at` */
    m_align(m, 4);
    m_ref(m, at, m->n);
    size_t n = strlen(s);
    put_le(m->b + m->n, (uint32_t)n, 4);
    memcpy(m->b + m->n + 4, s, n + 1);
    m->n += 4 + n + 1;
}

static void m_entries(struct msg *m, size_t at, const char *const *kv, int n) {
    m_align(m, 4);
    size_t v = m->n;
    m_ref(m, at, v);
    put_le(m->b + v, (uint32_t)n, 4);
    m->n += 4 + 4 * (size_t)n;
    for (int i = 0; i < n; i++) {
        size_t c = m_table(m, 2, (const int[]){0, 1}, 2);
        m_ref(m, v + 4 + 4 * (size_t)i, c - 4);
        m_blob(m, c, kv[2 * i]);
        m_blob(m, c + 4, kv[2 * i + 1]);
    }
}

static void m_begin(struct msg *m, int type) {
    memset(m, 0, sizeof *m);
    m->b[0] = (uint8_t)type;
    m->n = HEAD + 4; /* the root offset */
}

static void m_end(struct msg *m) {
    m_align(m, 4);
    size_t n = m->n - HEAD;
    m->b[1] = (uint8_t)(n >> 16);
    m->b[2] = (uint8_t)(n >> 8);
    m->b[3] = (uint8_t)n;
}

/* HTTPReqCall.Resp {id, action_type, action}; returns the cell of the action (0 without one). */
static size_t m_resp(struct msg *m, int action) {
    m_begin(m, RPC_HTTP_REQ_CALL);
    size_t c = m_table(m, 3, (const int[]){0, 1, 2}, action ? 3 : 1);
    m_ref(m, HEAD, c - 4);
    m->id_at = c;
    if (!action) return 0;
    m->b[c + 4] = (uint8_t)action;
    return c + 8;
}

static struct msg msg_prepare, msg_none, msg_stop, msg_rewrite, msg_vars, msg_ask_var, msg_ask_body, msg_bad;

static void build_messages(void) {
    size_t c, a;
    m_begin(&msg_prepare, RPC_PREPARE_CONF);
    c = m_table(&msg_prepare, 1, (const int[]){0}, 1);
    m_ref(&msg_prepare, HEAD, c - 4);
    msg_prepare.id_at = c;
    m_end(&msg_prepare);

    m_begin(&msg_bad, RPC_ERROR); /* code BAD_REQUEST = 0 = default */
    c = m_table(&msg_bad, 0, NULL, 0);
    m_ref(&msg_bad, HEAD, c - 4);
    m_end(&msg_bad);

    m_resp(&msg_none, 0);
    m_end(&msg_none);

    a = m_resp(&msg_stop, 1); /* Stop {status, headers, body} */
    c = m_table(&msg_stop, 3, (const int[]){0, 1, 2}, 3);
    m_ref(&msg_stop, a, c - 4);
    put_le(msg_stop.b + c, 200, 2);
    m_entries(&msg_stop, c + 4, (const char *const[]){"X-Resp-A6-Runner", "Null"}, 1);
    m_blob(&msg_stop, c + 8, "hello");
    m_end(&msg_stop);

    a = m_resp(&msg_rewrite, 2); /* Rewrite {path, headers, args} */
    c = m_table(&msg_rewrite, 3, (const int[]){0, 1, 2}, 3);
    m_ref(&msg_rewrite, a, c - 4);
    m_blob(&msg_rewrite, c, "/rewritten/path");
    m_entries(&msg_rewrite, c + 4, (const char *const[]){"X-A6-Rewritten", "yes"}, 1);
    m_entries(&msg_rewrite, c + 8, (const char *const[]){"a6_runner", "bench"}, 1);
    m_end(&msg_rewrite);

    a = m_resp(&msg_vars, 2);
    c = m_table(&msg_vars, 2, (const int[]){1}, 1);
    m_ref(&msg_vars, a, c - 4);
    m_entries(&msg_vars, c, (const char *const[]){"X-A6-Remote", "127.0.0.1", "X-A6-Body-Length", "256"}, 2);
    m_end(&msg_vars);

    m_begin(&msg_ask_var, RPC_EXTRA_INFO); /* ExtraInfo.Req {info_type, info} */
    c = m_table(&msg_ask_var, 2, (const int[]){0, 1}, 2);
    m_ref(&msg_ask_var, HEAD, c - 4);
    msg_ask_var.b[c] = 1;
    a = m_table(&msg_ask_var, 1, (const int[]){0}, 1);
    m_ref(&msg_ask_var, c + 4, a - 4);
    m_blob(&msg_ask_var, a, "remote_addr");
    m_end(&msg_ask_var);

    m_begin(&msg_ask_body, RPC_EXTRA_INFO);
    c = m_table(&msg_ask_body, 2, (const int[]){0, 1}, 2);
    m_ref(&msg_ask_body, HEAD, c - 4);
    msg_ask_body.b[c] = 2;
    a = m_table(&msg_ask_body, 0, NULL, 0);
    m_ref(&msg_ask_body, c + 4, a - 4);
    m_end(&msg_ask_body);
}

/* ---- the server */

enum answer { A_STOP, A_REWRITE, A_VARS, A_NONE };
static enum answer answer;
static uint32_t tokens;

struct conn {
    int fd, asked;
    uint32_t id;
    uint8_t *in;
    size_t len, cap;
};

static bool reply(struct conn *c, const struct msg *m) {
    /* answers are far smaller than a socket buffer and one call is outstanding: a short write is an error */
    return send(c->fd, m->b, m->n, MSG_NOSIGNAL) == (ssize_t)m->n;
}

static bool reply_call(struct conn *c, struct msg *m) {
    put_le(m->b + m->id_at, c->id, 4);
    return reply(c, m);
}

/* The id (slot 0) of an HTTPReqCall.Req; 0 when absent or broken. */
static uint32_t call_id(const uint8_t *p, size_t n) {
    if (n < 8) return 0;
    size_t t = get_le(p, 4);
    if (t + 4 > n) return 0;
    int64_t v = (int64_t)t - (int32_t)get_le(p + t, 4);
    if (v < 0 || (size_t)v + 6 > n || get_le(p + v, 2) < 6) return 0;
    size_t off = get_le(p + v + 4, 2);
    return off && t + off + 4 <= n ? get_le(p + t + off, 4) : 0;
}

static bool holds(const uint8_t *p, size_t n, const char *name) { /* the string, with its length before it */
    uint8_t s[32];
    size_t k = strlen(name);
    put_le(s, (uint32_t)k, 4);
    memcpy(s + 4, name, k + 1);
    return memmem(p, n, s, k + 5) != NULL;
}

static bool on_frame(struct conn *c, int type, const uint8_t *p, size_t n) {
    switch (type) {
    case RPC_PREPARE_CONF:
        answer = holds(p, n, "rewrite") ? A_REWRITE : holds(p, n, "vars") ? A_VARS : holds(p, n, "none") ? A_NONE : A_STOP;
        put_le(msg_prepare.b + msg_prepare.id_at, ++tokens, 4);
        return reply(c, &msg_prepare);
    case RPC_HTTP_REQ_CALL:
        c->id = call_id(p, n);
        if (answer == A_VARS) {
            c->asked = 1;
            return reply(c, &msg_ask_var);
        }
        return reply_call(c, answer == A_STOP ? &msg_stop : answer == A_REWRITE ? &msg_rewrite : &msg_none);
    case RPC_EXTRA_INFO:
        if (c->asked == 1) {
            c->asked = 2;
            return reply(c, &msg_ask_body);
        }
        if (c->asked == 2) {
            c->asked = 0;
            return reply_call(c, &msg_vars);
        }
        /* fall through */
    default:
        return reply(c, &msg_bad);
    }
}

static bool on_readable(struct conn *c) {
    if (c->cap - c->len < 4096) {
        c->cap = c->cap ? c->cap * 2 : 16384;
        c->in = realloc(c->in, c->cap);
        if (!c->in) die("realloc");
    }
    ssize_t r = read(c->fd, c->in + c->len, c->cap - c->len);
    if (r < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    if (r <= 0) return false;
    c->len += (size_t)r;
    size_t off = 0;
    while (c->len - off >= HEAD) {
        const uint8_t *h = c->in + off;
        size_t n = (size_t)h[1] << 16 | (size_t)h[2] << 8 | h[3];
        if (c->len - off < HEAD + n) break;
        if (!on_frame(c, h[0], h + HEAD, n)) return false;
        off += HEAD + n;
    }
    if (off) memmove(c->in, c->in + off, c->len - off);
    c->len -= off;
    return true;
}

static const char *bound_path;

static void on_term(int sig) {
    (void)sig;
    unlink(bound_path);
    _exit(0);
}

int main(int argc, char **argv) {
    const char *path = getenv("APISIX_LISTEN_ADDRESS");
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    if (argc > 1 || !path || strncmp(path, "unix:", 5) || strlen(path + 5) >= sizeof a.sun_path) {
        fprintf(stderr, "usage: APISIX_LISTEN_ADDRESS=unix:PATH %s\n(see the comment at the top of a6null.c)\n", argv[0]);
        return 2;
    }
    bound_path = path + 5;
    strcpy(a.sun_path, bound_path);
    build_messages();
    unlink(bound_path);
    int ls = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), ep = epoll_create1(EPOLL_CLOEXEC);
    if (ls < 0 || ep < 0) die("socket/epoll");
    if (bind(ls, (struct sockaddr *)&a, sizeof a) || listen(ls, 1024)) die(bound_path);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, on_term);
    signal(SIGINT, on_term);
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL}, ev[256];
    if (epoll_ctl(ep, EPOLL_CTL_ADD, ls, &e)) die("epoll_ctl");
    for (;;) {
        int n = epoll_wait(ep, ev, 256, -1);
        if (n < 0 && errno != EINTR) die("epoll_wait");
        for (int i = 0; i < n; i++) {
            struct conn *c = ev[i].data.ptr;
            if (c) {
                if (on_readable(c)) continue;
                close(c->fd);
                free(c->in);
                free(c);
                continue;
            }
            int fd;
            while ((fd = accept4(ls, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
                if (!(c = calloc(1, sizeof *c))) die("calloc");
                c->fd = fd;
                e.events = EPOLLIN;
                e.data.ptr = c;
                if (epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e)) die("epoll_ctl");
            }
        }
    }
}
