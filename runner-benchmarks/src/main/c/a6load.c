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
 * Needs Linux (epoll, timerfd) and a C11 compiler; no libraries:
 *   cc -O2 -Wall -Wextra -o a6load a6load.c -lm
 *
 * The FlatBuffers builder below is written for this program. It lays fields out in the order in which
 * APISIX adds them (id, conf_token, src_ip, path, args, headers, method), shares equal vtables as the
 * official builders do, and its output can be checked with
 *   a6load --record frames.bin ... ; then flatc --json --raw-binary --root-type A6.HTTPReqCall.Req ...
 *
 * Exit codes: 0 no error seen; 1 the run finished but saw errors; 2 bad usage;
 *             3 no connection or no usable PREPARE_CONF reply; 4 system error.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_OK = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2, EXIT_CONNECT = 3, EXIT_SYSTEM = 4 };
enum { RPC_ERROR = 0, RPC_PREPARE_CONF = 1, RPC_HTTP_REQ_CALL = 2, RPC_EXTRA_INFO = 3 };
enum { ACTION_NONE = 0, ACTION_STOP = 1, ACTION_REWRITE = 2, ACTION_ANY = 255 };
enum { INFO_VAR = 1, INFO_REQ_BODY = 2, INFO_RESP_BODY = 3 };
enum { FRAME_HEADER = 4, FRAME_MAX = (1 << 24) - 1 };

/* ------------------------------------------------------------------ small helpers */

static _Noreturn void die(int code, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    fputs("a6load: ", stderr);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(code);
}

static void *xrealloc(void *p, size_t n) {
    void *q = realloc(p, n ? n : 1);
    if (!q) die(EXIT_SYSTEM, "out of memory");
    return q;
}

static uint64_t now_ns(void) {
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (uint64_t)ts.tv_sec * 1000000000ull + (uint64_t)ts.tv_nsec;
}

static void put_le(uint8_t *p, uint32_t v, int bytes) {
    for (int i = 0; i < bytes; i++) p[i] = (uint8_t)(v >> (8 * i));
}

static uint32_t get_le(const uint8_t *p, int bytes) {
    uint32_t v = 0;
    for (int i = 0; i < bytes; i++) v |= (uint32_t)p[i] << (8 * i);
    return v;
}

/* ------------------------------------------------------------------ FlatBuffers: writing
 * The buffer grows downwards: `len` bytes are in use at the end of `mem`. An object is named by its
 * distance from the end of the buffer, which stays true while the buffer grows. */

enum { FB_SLOTS = 8, FB_VTABLES = 16 };

struct fb {
    uint8_t *mem;
    size_t cap, len;
    uint32_t max_align;
    uint32_t slot[FB_SLOTS];
    uint32_t table_start;
    uint32_t vtable[FB_VTABLES];
    int vtables;
};

static void fb_init(struct fb *b) {
    memset(b, 0, sizeof *b);
    b->max_align = 1;
}

static uint8_t *fb_front(struct fb *b) { return b->mem + b->cap - b->len; }

static void fb_room(struct fb *b, size_t n) {
    if (b->len + n <= b->cap) return;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < b->len + n) cap *= 2;
    uint8_t *mem = xrealloc(NULL, cap);
    if (b->len) memcpy(mem + cap - b->len, fb_front(b), b->len);
    free(b->mem);
    b->mem = mem;
    b->cap = cap;
}

static void fb_push(struct fb *b, const void *data, size_t n) {
    fb_room(b, n);
    b->len += n;
    if (n) memcpy(fb_front(b), data, n);
}

/* Pads so that, once `more` bytes have been pushed, the front is a multiple of `align`. */
static void fb_align(struct fb *b, uint32_t align, size_t more) {
    static const uint8_t zero[8];
    if (align > b->max_align) b->max_align = align;
    fb_push(b, zero, (~(b->len + more) + 1) & (align - 1));
}

static void fb_push_le(struct fb *b, uint32_t v, int bytes) {
    uint8_t t[4];
    put_le(t, v, bytes);
    fb_push(b, t, (size_t)bytes);
}

static void fb_push_ref(struct fb *b, uint32_t target) {
    fb_align(b, 4, 0);
    fb_push_le(b, (uint32_t)b->len + 4 - target, 4);
}

static uint32_t fb_bytes(struct fb *b, const void *data, size_t n) {
    fb_align(b, 4, n);
    fb_push(b, data, n);
    fb_push_le(b, (uint32_t)n, 4);
    return (uint32_t)b->len;
}

static uint32_t fb_string(struct fb *b, const char *s) {
    size_t n = strlen(s);
    fb_align(b, 4, n + 1);
    fb_push(b, s, n + 1);
    fb_push_le(b, (uint32_t)n, 4);
    return (uint32_t)b->len;
}

static uint32_t fb_refs(struct fb *b, const uint32_t *ref, size_t n) {
    fb_align(b, 4, 4 * n);
    for (size_t i = n; i-- > 0;) fb_push_ref(b, ref[i]);
    fb_push_le(b, (uint32_t)n, 4);
    return (uint32_t)b->len;
}

static void fb_table(struct fb *b) {
    memset(b->slot, 0, sizeof b->slot);
    b->table_start = (uint32_t)b->len;
}

static void fb_field_int(struct fb *b, int slot, uint32_t v, int bytes) {
    fb_align(b, (uint32_t)bytes, 0);
    fb_push_le(b, v, bytes);
    b->slot[slot] = (uint32_t)b->len;
}

static void fb_field_ref(struct fb *b, int slot, uint32_t target) {
    if (!target) return;
    fb_push_ref(b, target);
    b->slot[slot] = (uint32_t)b->len;
}

static uint32_t fb_table_end(struct fb *b) {
    fb_align(b, 4, 0);
    fb_push_le(b, 0, 4); /* distance to the vtable, set below */
    uint32_t table = (uint32_t)b->len;

    int n = FB_SLOTS;
    while (n > 0 && !b->slot[n - 1]) n--;
    for (int i = n; i-- > 0;) fb_push_le(b, b->slot[i] ? table - b->slot[i] : 0, 2);
    fb_push_le(b, table - b->table_start, 2);
    uint32_t vsize = (uint32_t)(n + 2) * 2;
    fb_push_le(b, vsize, 2);

    uint32_t vtable = (uint32_t)b->len;
    for (int i = 0; i < b->vtables; i++) {
        uint8_t *old = b->mem + b->cap - b->vtable[i];
        if (get_le(old, 2) == vsize && !memcmp(old, fb_front(b), vsize)) {
            b->len = table; /* drop the new one */
            vtable = b->vtable[i];
            break;
        }
    }
    if (vtable == b->len && b->vtables < FB_VTABLES) b->vtable[b->vtables++] = vtable;
    put_le(b->mem + b->cap - table, vtable - table, 4);
    return table;
}

static void fb_finish(struct fb *b, uint32_t root) {
    fb_align(b, b->max_align, 4);
    fb_push_ref(b, root);
}

/* A finished buffer as a whole frame; the caller frees it. */
static uint8_t *fb_frame(struct fb *b, int type, size_t *size) {
    if (b->len > FRAME_MAX) die(EXIT_USAGE, "payload of %zu bytes does not fit a frame", b->len);
    uint8_t *f = xrealloc(NULL, FRAME_HEADER + b->len);
    f[0] = (uint8_t)type;
    f[1] = (uint8_t)(b->len >> 16);
    f[2] = (uint8_t)(b->len >> 8);
    f[3] = (uint8_t)b->len;
    memcpy(f + FRAME_HEADER, fb_front(b), b->len);
    *size = FRAME_HEADER + b->len;
    free(b->mem);
    return f;
}

static uint32_t fb_entry(struct fb *b, const char *name, const char *value) {
    uint32_t n = fb_string(b, name), v = fb_string(b, value);
    fb_table(b);
    fb_field_ref(b, 0, n);
    fb_field_ref(b, 1, v);
    return fb_table_end(b);
}

/* ------------------------------------------------------------------ FlatBuffers: reading
 * Everything is checked against the size of the payload: the peer is not trusted. */

struct view {
    const uint8_t *p;
    size_t n;
};

static bool vw_table(struct view v, size_t at, size_t *table) { /* follow the offset at `at` */
    if (at + 4 > v.n) return false;
    size_t t = at + get_le(v.p + at, 4);
    if (t + 4 > v.n) return false;
    *table = t;
    return true;
}

/* Position of a field in a table; 0 when absent; false when the buffer is broken. */
static bool vw_field(struct view v, size_t table, int slot, size_t width, size_t *at) {
    int64_t vt = (int64_t)table - (int32_t)get_le(v.p + table, 4);
    if (vt < 0 || (size_t)vt + 4 > v.n) return false;
    size_t vsize = get_le(v.p + vt, 2), entry = 4 + 2 * (size_t)slot;
    if ((size_t)vt + vsize > v.n) return false;
    *at = 0;
    if (entry + 2 > vsize) return true;
    size_t off = get_le(v.p + vt + entry, 2);
    if (!off) return true;
    if (table + off + width > v.n) return false;
    *at = table + off;
    return true;
}

static bool vw_uint(struct view v, size_t table, int slot, int bytes, uint32_t *out) {
    size_t at;
    if (!vw_field(v, table, slot, (size_t)bytes, &at)) return false;
    *out = at ? get_le(v.p + at, bytes) : 0;
    return true;
}

/* A string or byte vector; *size = 0 when absent. */
static bool vw_blob(struct view v, size_t table, int slot, const uint8_t **p, size_t *size) {
    size_t at, t;
    if (!vw_field(v, table, slot, 4, &at)) return false;
    *size = 0;
    *p = NULL;
    if (!at) return true;
    if (!vw_table(v, at, &t)) return false;
    size_t n = get_le(v.p + t, 4);
    if (n > v.n || t + 4 + n > v.n) return false;
    *p = v.p + t + 4;
    *size = n;
    return true;
}

/* ------------------------------------------------------------------ histogram
 * Log-linear over nanoseconds: 128 buckets for each power of two, so a value is off by < 0.8 %. */

enum { H_SUB = 7, H_HALF = 1 << H_SUB, H_COUNT = (64 - H_SUB) * H_HALF };

struct hist {
    uint64_t count[H_COUNT];
    uint64_t n, max;
    double sum;
};

static int hist_index(uint64_t v) {
    if (v < H_HALF) return (int)v;
    int shift = 63 - __builtin_clzll(v) - H_SUB;
    return ((shift + 1) << H_SUB) + (int)((v >> shift) - H_HALF);
}

static uint64_t hist_value(int i) { /* upper end of the bucket */
    if (i < H_HALF) return (uint64_t)i;
    int shift = (i >> H_SUB) - 1;
    return ((uint64_t)(H_HALF + (i & (H_HALF - 1))) << shift) + ((1ull << shift) - 1);
}

static void hist_add(struct hist *h, uint64_t v) {
    h->count[hist_index(v)]++;
    h->n++;
    h->sum += (double)v;
    if (v > h->max) h->max = v;
}

static double hist_us(const struct hist *h, double q) { /* quantile, in microseconds */
    if (!h->n) return 0;
    uint64_t rank = (uint64_t)ceil(q * (double)h->n), seen = 0;
    if (rank < 1) rank = 1;
    for (int i = 0; i < H_COUNT; i++) {
        seen += h->count[i];
        if (seen >= rank) {
            uint64_t v = hist_value(i);
            return (double)(v < h->max ? v : h->max) / 1e3;
        }
    }
    return (double)h->max / 1e3;
}

/* ------------------------------------------------------------------ options */

enum mode { MODE_PREPARE, MODE_CALL, MODE_VARS, MODE_STARTUP };
static const char *const mode_name[] = {"prepare", "call", "vars", "startup"};

static struct {
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
} opt = {
    .plugin = "say", .conf = "{\"body\":\"hello\"}", .key = "a6load", .path = "/bench/some/resource",
    .var = "127.0.0.1", .mode = MODE_CALL, .connections = 1, .headers = 10, .args = 3, .runs = 7, .confs = 1, .chain = 1,
    .duration = 10, .warmup = 2, .timeout = 10, .wait = 60, .body_size = 256, .expect = ACTION_ANY,
    .first_id = 1, .record_max = 1000,
};

static void usage(FILE *f) {
    fputs("usage: a6load -s SOCKET [options]\n"
          "       a6load -s SOCKET --mode startup [--runs N] -- COMMAND [ARG]...\n"
          "\n"
          "Load generator for Apache APISIX external plugin runners.\n"
          "\n"
          "  -s, --socket PATH      Unix domain socket of the runner (\"unix:\" in front is allowed)\n"
          "  -c, --connections N    connections, one outstanding call each (1)\n"
          "  -d, --duration SEC     measured time (10)\n"
          "  -w, --warmup SEC       time before it, with the same load, not measured (2)\n"
          "  -m, --mode MODE        prepare  PREPARE_CONF calls, each with a key of its own\n"
          "                         call     one PREPARE_CONF, then HTTP_REQ_CALLs (default)\n"
          "                         vars     as call; a call without EXTRA_INFO is an error\n"
          "                         startup  run COMMAND, time exec -> first PREPARE_CONF reply, stop it\n"
          "  -p, --plugin NAME      plugin in the conf (say)\n"
          "  -j, --conf JSON        its value ({\"body\":\"hello\"})\n"
          "  -k, --key KEY          idempotent key of the conf (a6load)\n"
          "      --confs N          call, vars: prepare N confs and call each in turn (1)\n"
          "      --chain N          how often the conf names the plugin (1)\n"
          "  -H, --headers N        request headers (10)\n"
          "  -A, --args N           query arguments (3)\n"
          "      --path PATH        request path\n"
          "  -b, --body-size N      bytes answered to EXTRA_INFO ReqBody (256)\n"
          "      --var VALUE        answer to EXTRA_INFO Var (127.0.0.1)\n"
          "  -x, --expect ACTION    stop, rewrite, none or any: another action is an error (any)\n"
          "  -r, --rate R           open loop: R calls per second over all connections (0 = closed loop)\n"
          "      --poisson          open loop: Poisson arrivals instead of evenly spaced ones\n"
          "  -t, --timeout SEC      a call without a reply for that long is an error (10)\n"
          "  -W, --wait SEC         how long to retry the first connect (60)\n"
          "      --first-id N       id of the first call (1)\n"
          "      --pid PID          also report CPU time per call and memory of that process\n"
          "      --record FILE      write the frames sent to FILE, the first --record-max of them (1000)\n"
          "      --runs N           startup: how many times (7)\n"
          "      --server-log FILE  startup: where the command's output goes (/dev/null)\n"
          "      --json             one JSON object on standard output instead of the line for people\n"
          "  -h, --help             this text\n"
          "\n"
          "Exit codes: 0 no error seen; 1 errors seen; 2 bad usage; 3 no connection or PREPARE_CONF\n"
          "failed; 4 system error.\n",
          f);
}

static double number(const char *name, const char *s, double min, double max) {
    char *end;
    errno = 0;
    double v = strtod(s, &end);
    if (errno || end == s || *end || !(v >= min && v <= max))
        die(EXIT_USAGE, "--%s: \"%s\" is not a number from %g to %g", name, s, min, max);
    return v;
}

static void parse_options(int argc, char **argv) {
    enum { O_PATH_ = 256, O_VAR, O_POISSON, O_FIRST_ID, O_PID, O_RECORD, O_RECORD_MAX, O_RUNS, O_LOG, O_JSON, O_CONFS, O_CHAIN };
    static const struct option longs[] = {
        {"socket", 1, 0, 's'},      {"connections", 1, 0, 'c'}, {"duration", 1, 0, 'd'},
        {"warmup", 1, 0, 'w'},      {"mode", 1, 0, 'm'},        {"plugin", 1, 0, 'p'},
        {"conf", 1, 0, 'j'},        {"key", 1, 0, 'k'},         {"headers", 1, 0, 'H'},
        {"args", 1, 0, 'A'},        {"path", 1, 0, O_PATH_},    {"body-size", 1, 0, 'b'},
        {"var", 1, 0, O_VAR},       {"expect", 1, 0, 'x'},      {"rate", 1, 0, 'r'},
        {"poisson", 0, 0, O_POISSON}, {"timeout", 1, 0, 't'},   {"wait", 1, 0, 'W'},
        {"first-id", 1, 0, O_FIRST_ID}, {"pid", 1, 0, O_PID},   {"record", 1, 0, O_RECORD},
        {"record-max", 1, 0, O_RECORD_MAX}, {"runs", 1, 0, O_RUNS}, {"server-log", 1, 0, O_LOG},
        {"confs", 1, 0, O_CONFS},   {"chain", 1, 0, O_CHAIN},
        {"json", 0, 0, O_JSON},     {"help", 0, 0, 'h'},        {0, 0, 0, 0}};
    int o, which = 0;
    while ((o = getopt_long(argc, argv, "s:c:d:w:m:p:j:k:H:A:b:x:r:t:W:h", longs, &which)) != -1) {
        switch (o) {
        case 's': opt.socket = strncmp(optarg, "unix:", 5) ? optarg : optarg + 5; break;
        case 'c': opt.connections = (int)number("connections", optarg, 1, 100000); break;
        case 'd': opt.duration = number("duration", optarg, 0.01, 86400); break;
        case 'w': opt.warmup = number("warmup", optarg, 0, 86400); break;
        case 'm': {
            int i = 0;
            while (i < 4 && strcmp(optarg, mode_name[i])) i++;
            if (i == 4) die(EXIT_USAGE, "--mode: prepare, call, vars or startup, not \"%s\"", optarg);
            opt.mode = (enum mode)i;
            break;
        }
        case 'p': opt.plugin = optarg; break;
        case 'j': opt.conf = optarg; break;
        case 'k': opt.key = optarg; break;
        case 'H': opt.headers = (int)number("headers", optarg, 0, 10000); break;
        case 'A': opt.args = (int)number("args", optarg, 0, 10000); break;
        case O_PATH_: opt.path = optarg; break;
        case 'b': opt.body_size = (size_t)number("body-size", optarg, 0, FRAME_MAX - 64); break;
        case O_VAR: opt.var = optarg; break;
        case 'x':
            if (!strcmp(optarg, "stop")) opt.expect = ACTION_STOP;
            else if (!strcmp(optarg, "rewrite")) opt.expect = ACTION_REWRITE;
            else if (!strcmp(optarg, "none")) opt.expect = ACTION_NONE;
            else if (!strcmp(optarg, "any")) opt.expect = ACTION_ANY;
            else die(EXIT_USAGE, "--expect: stop, rewrite, none or any, not \"%s\"", optarg);
            break;
        case 'r': opt.rate = number("rate", optarg, 0, 1e7); break;
        case O_POISSON: opt.poisson = true; break;
        case 't': opt.timeout = number("timeout", optarg, 0.01, 3600); break;
        case 'W': opt.wait = number("wait", optarg, 0, 3600); break;
        case O_FIRST_ID: opt.first_id = (uint32_t)number("first-id", optarg, 0, 4294967295.0); break;
        case O_PID: opt.pid = (pid_t)number("pid", optarg, 1, 4194304); break;
        case O_RECORD: opt.record = optarg; break;
        case O_RECORD_MAX: opt.record_max = (long)number("record-max", optarg, 1, 1e9); break;
        case O_RUNS: opt.runs = (int)number("runs", optarg, 1, 1000); break;
        case O_LOG: opt.server_log = optarg; break;
        case O_JSON: opt.json = true; break;
        case O_CONFS: opt.confs = (int)number("confs", optarg, 1, 10000000); break;
        case O_CHAIN: opt.chain = (int)number("chain", optarg, 1, 1000); break;
        case 'h': usage(stdout); exit(EXIT_OK);
        default: usage(stderr); exit(EXIT_USAGE);
        }
    }
    opt.command = argv + optind;
    if (!opt.socket) die(EXIT_USAGE, "no --socket; see --help");
    if (strlen(opt.socket) >= sizeof(((struct sockaddr_un *)0)->sun_path))
        die(EXIT_USAGE, "the socket's path is too long for a Unix domain socket");
    if (opt.mode == MODE_STARTUP ? !opt.command[0] : !!opt.command[0])
        die(EXIT_USAGE, opt.mode == MODE_STARTUP ? "--mode startup needs -- COMMAND"
                                                 : "unexpected argument \"%s\"", opt.command[0]);
}

/* ------------------------------------------------------------------ frames */

static uint8_t *frame_prepare(const char *key, size_t *size) {
    struct fb b;
    fb_init(&b);
    uint32_t k = fb_string(&b, key);
    uint32_t *e = xrealloc(NULL, (size_t)opt.chain * sizeof *e);
    for (int i = 0; i < opt.chain; i++) e[i] = fb_entry(&b, opt.plugin, opt.conf);
    uint32_t v = fb_refs(&b, e, (size_t)opt.chain);
    free(e);
    fb_table(&b);
    fb_field_ref(&b, 1, k);
    fb_field_ref(&b, 0, v);
    fb_finish(&b, fb_table_end(&b));
    return fb_frame(&b, RPC_PREPARE_CONF, size);
}

/* *id_at and *token_at are where these lie in the frame, so that one frame serves for all calls. */
static uint8_t *frame_call(uint32_t token, size_t *size, size_t *id_at, size_t *token_at) {
    static const char *const common[][2] = {
        {"host", "bench.example.com"},
        {"user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"},
        {"accept", "text/html,application/json;q=0.9,*/*;q=0.8"},
        {"accept-encoding", "gzip, deflate, br"},
        {"accept-language", "en-US,en;q=0.5"},
        {"cookie", "session=5f1b7c9a4e3d; theme=dark; consent=yes"},
        {"x-forwarded-for", "203.0.113.7, 198.51.100.23"},
        {"x-request-id", "0f8fad5b-d9cb-469f-a165-70867728950e"},
        {"cache-control", "no-cache"},
        {"content-type", "application/json; charset=utf-8"},
    };
    struct fb b;
    char name[32], value[32];
    static const uint8_t ip[4] = {127, 0, 0, 1};
    size_t n = (size_t)(opt.headers > opt.args ? opt.headers : opt.args);
    uint32_t *ref = xrealloc(NULL, (n + 1) * sizeof *ref);

    fb_init(&b);
    uint32_t path = fb_string(&b, opt.path);
    uint32_t src = fb_bytes(&b, ip, sizeof ip);
    for (int i = 0; i < opt.args; i++) {
        snprintf(name, sizeof name, "arg%d", i);
        snprintf(value, sizeof value, "value-%d", i);
        ref[i] = fb_entry(&b, name, value);
    }
    uint32_t args = fb_refs(&b, ref, (size_t)opt.args);
    for (int i = 0; i < opt.headers; i++) {
        if (i < (int)(sizeof common / sizeof *common)) {
            ref[i] = fb_entry(&b, common[i][0], common[i][1]);
        } else {
            snprintf(name, sizeof name, "x-bench-%d", i);
            snprintf(value, sizeof value, "value of header %d", i);
            ref[i] = fb_entry(&b, name, value);
        }
    }
    uint32_t headers = fb_refs(&b, ref, (size_t)opt.headers);
    free(ref);
    fb_table(&b);
    fb_field_int(&b, 0, 0xffffffffu, 4); /* id, patched for each call */
    uint32_t id = b.slot[0];
    fb_field_int(&b, 6, token, 4);
    uint32_t token_cell = b.slot[6];
    fb_field_ref(&b, 1, src);
    fb_field_ref(&b, 3, path);
    fb_field_ref(&b, 4, args);
    fb_field_ref(&b, 5, headers);
    /* method GET is the default and therefore not stored */
    fb_finish(&b, fb_table_end(&b));
    *id_at = FRAME_HEADER + b.len - id;
    *token_at = FRAME_HEADER + b.len - token_cell;
    return fb_frame(&b, RPC_HTTP_REQ_CALL, size);
}

static uint8_t *frame_extra(const void *data, size_t n, size_t *size) {
    struct fb b;
    fb_init(&b);
    uint32_t v = fb_bytes(&b, data, n);
    fb_table(&b);
    fb_field_ref(&b, 0, v);
    fb_finish(&b, fb_table_end(&b));
    return fb_frame(&b, RPC_EXTRA_INFO, size);
}

static FILE *record;
static long recorded;

static void record_frame(const uint8_t *f, size_t n) {
    if (!record || recorded >= opt.record_max) return;
    if (fwrite(f, 1, n, record) != n) die(EXIT_SYSTEM, "%s: %s", opt.record, strerror(errno));
    recorded++;
}

/* ------------------------------------------------------------------ connecting, the first PREPARE_CONF */

static int try_connect(void) {
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

/* PREPARE_CONF on a connection of its own, as APISIX does. NULL, or why it failed. */
static const char *prepare(int fd, const char *key, uint32_t *token) {
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

static int connect_wait(void) {
    uint64_t deadline = now_ns() + (uint64_t)(opt.wait * 1e9);
    for (;;) {
        int fd = try_connect();
        if (fd >= 0) return fd;
        if (now_ns() >= deadline) die(EXIT_CONNECT, "%s: %s", opt.socket, strerror(errno));
        usleep(1000);
    }
}

/* ------------------------------------------------------------------ what the machine and the server did */

struct usage_sample {
    uint64_t wall, server_cpu, client_cpu, busy_ticks;
    uint64_t server_user, server_sys; /* clock ticks */
    long rss_kb, hwm_kb;
    int threads;
};

static void sample_usage(struct usage_sample *s) {
    char line[1024];
    memset(s, 0, sizeof *s);
    s->wall = now_ns();
    struct timespec ts;
    if (!clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts))
        s->client_cpu = (uint64_t)ts.tv_sec * 1000000000ull + (uint64_t)ts.tv_nsec;
    FILE *f = fopen("/proc/stat", "r");
    if (f) {
        unsigned long long u = 0, n = 0, y = 0, i, w, q = 0, sq = 0, st = 0;
        if (fscanf(f, "cpu %llu %llu %llu %llu %llu %llu %llu %llu", &u, &n, &y, &i, &w, &q, &sq, &st) == 8)
            s->busy_ticks = u + n + y + q + sq + st;
        fclose(f);
    }
    if (!opt.pid) return;
    clockid_t clk;
    if (!clock_getcpuclockid(opt.pid, &clk) && !clock_gettime(clk, &ts))
        s->server_cpu = (uint64_t)ts.tv_sec * 1000000000ull + (uint64_t)ts.tv_nsec;
    snprintf(line, sizeof line, "/proc/%d/stat", (int)opt.pid);
    if ((f = fopen(line, "r"))) {
        if (fgets(line, sizeof line, f)) {
            char *p = strrchr(line, ')');
            unsigned long long u, y;
            if (p && sscanf(p + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &u, &y) == 2) {
                s->server_user = u;
                s->server_sys = y;
            }
        }
        fclose(f);
    }
    snprintf(line, sizeof line, "/proc/%d/status", (int)opt.pid);
    if ((f = fopen(line, "r"))) {
        while (fgets(line, sizeof line, f)) {
            if (sscanf(line, "VmRSS: %ld", &s->rss_kb) == 1) continue;
            if (sscanf(line, "VmHWM: %ld", &s->hwm_kb) == 1) continue;
            if (sscanf(line, "Threads: %d", &s->threads) == 1) continue;
        }
        fclose(f);
    }
}

/* ------------------------------------------------------------------ the load */

enum { E_RPC, E_TYPE, E_ID, E_ACTION, E_BROKEN, E_NO_EXTRA, E_TIMEOUT, E_CLOSED, E_CONNECT, E_KINDS };
static const char *const error_name[E_KINDS] = {
    "rpc_error", "wrong_type", "wrong_id", "wrong_action", "broken_reply",
    "no_extra_info", "timeout", "connection_closed", "connect_failed"};

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

static struct {
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
} L;

static void conn_poll(struct conn *c, int op) {
    struct epoll_event e = {.events = EPOLLIN | (c->want_out ? EPOLLOUT : 0), .data.ptr = c};
    if (epoll_ctl(L.epoll, op, c->fd, &e)) die(EXIT_SYSTEM, "epoll_ctl: %s", strerror(errno));
}

static bool conn_open(struct conn *c) {
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

static void run_load(struct usage_sample *a, struct usage_sample *z) {
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

/* ------------------------------------------------------------------ reporting */

static void print_hist(const char *name, const struct hist *h) {
    printf(",\"%s\":{\"mean\":%.1f,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p99_9\":%.1f,\"max\":%.1f}", name,
           h->n ? h->sum / (double)h->n / 1e3 : 0, hist_us(h, .5), hist_us(h, .9), hist_us(h, .99),
           hist_us(h, .999), (double)h->max / 1e3);
}

static void json_string(const char *s) {
    putchar('"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\') putchar('\\');
        if ((unsigned char)*s < 32) printf("\\u%04x", *s);
        else putchar(*s);
    }
    putchar('"');
}

static int report(const struct usage_sample *a, const struct usage_sample *z) {
    const struct hist *h = opt.rate > 0 ? &L.due : &L.service;
    uint64_t errors = L.failed ? 1 : 0;
    for (int i = 0; i < E_KINDS; i++) errors += L.error[i];
    double secs = a->wall ? (double)(z->wall - a->wall) / 1e9 : 0;
    double rps = secs > 0 ? (double)L.calls / secs : 0;
    double calls = L.calls ? (double)L.calls : 1, tick = (double)sysconf(_SC_CLK_TCK);
    double server = (double)(z->server_cpu - a->server_cpu) / 1e9;
    double client = (double)(z->client_cpu - a->client_cpu) / 1e9;
    double busy = (double)(z->busy_ticks - a->busy_ticks) / tick;
    double others = secs > 0 && opt.pid ? fmax(0, (busy - server - client) / secs) : 0;
    double user = (double)(z->server_user - a->server_user) / tick, sys = (double)(z->server_sys - a->server_sys) / tick;
    double load[3] = {0, 0, 0};
    if (getloadavg(load, 3) < 1) load[0] = -1;

    if (opt.json) {
        printf("{\"mode\":\"%s\",\"plugin\":", mode_name[opt.mode]);
        json_string(opt.plugin);
        printf(",\"connections\":%d,\"headers\":%d,\"args\":%d,\"body_size\":%zu,\"rate\":%.0f,\"warmup_s\":%g,"
               "\"duration_s\":%.3f,\"calls\":%llu,\"rps\":%.1f,\"errors\":%llu,\"warmup_errors\":%llu",
               opt.connections, opt.headers, opt.args, opt.body_size, opt.rate, opt.warmup, secs,
               (unsigned long long)L.calls, rps, (unsigned long long)errors, (unsigned long long)L.warm_errors);
        print_hist("latency_us", h);
        if (opt.rate > 0) print_hist("service_us", &L.service);
        printf(",\"stop\":%llu,\"rewrite\":%llu,\"none\":%llu,\"extra_info\":%llu,\"unsolicited\":%llu",
               (unsigned long long)L.replies_stop, (unsigned long long)L.replies_rewrite,
               (unsigned long long)L.replies_none, (unsigned long long)L.extras, (unsigned long long)L.unsolicited);
        printf(",\"bytes_out_per_call\":%.0f,\"bytes_in_per_call\":%.0f", (double)L.bytes_out / calls, (double)L.bytes_in / calls);
        printf(",\"error_kinds\":{");
        bool first = true;
        for (int i = 0; i < E_KINDS; i++)
            if (L.error[i]) printf("%s\"%s\":%llu", first ? "" : ",", error_name[i], (unsigned long long)L.error[i]), first = false;
        printf("},\"client_cpu_us_per_call\":%.2f,\"client_cores\":%.3f,\"loadavg1\":%.2f", client / calls * 1e6,
               secs > 0 ? client / secs : 0, load[0]);
        if (opt.pid)
            printf(",\"server\":{\"pid\":%d,\"cpu_us_per_call\":%.2f,\"cores\":%.3f,\"user_s\":%.2f,\"sys_s\":%.2f,"
                   "\"rss_kb\":%ld,\"hwm_kb\":%ld,\"threads\":%d},\"other_cores\":%.3f",
                   (int)opt.pid, server / calls * 1e6, secs > 0 ? server / secs : 0, user, sys, z->rss_kb, z->hwm_kb,
                   z->threads, others);
        printf("}\n");
    } else {
        printf("%s %s c=%d", mode_name[opt.mode], opt.plugin, opt.connections);
        if (opt.rate > 0) printf(" rate=%.0f", opt.rate);
        printf(": %.0f calls/s, latency us p50 %.0f p90 %.0f p99 %.0f p99.9 %.0f max %.0f, %llu calls, %llu errors",
               rps, hist_us(h, .5), hist_us(h, .9), hist_us(h, .99), hist_us(h, .999), (double)h->max / 1e3,
               (unsigned long long)L.calls, (unsigned long long)errors);
        for (int i = 0; i < E_KINDS; i++)
            if (L.error[i]) printf(" %s=%llu", error_name[i], (unsigned long long)L.error[i]);
        if (L.error[E_RPC])
            printf(" (codes: bad_request %llu, service_unavailable %llu, conf_token_not_found %llu)",
                   (unsigned long long)L.error_code[0], (unsigned long long)L.error_code[1], (unsigned long long)L.error_code[2]);
        if (L.warm_errors) printf(", %llu errors in warm-up", (unsigned long long)L.warm_errors);
        if (L.unsolicited) printf(", %llu unsolicited frames", (unsigned long long)L.unsolicited);
        if (opt.pid)
            printf("; server %.1f us CPU/call (%.2f cores), RSS %ld KiB", server / calls * 1e6,
                   secs > 0 ? server / secs : 0, z->rss_kb);
        printf("; client %.2f cores, others %.2f, load %.2f\n", secs > 0 ? client / secs : 0, others, load[0]);
    }
    return errors || L.warm_errors || !L.calls ? EXIT_ERRORS : EXIT_OK;
}

/* ------------------------------------------------------------------ --mode startup */

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

static int run_startup(void) {
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

/* ------------------------------------------------------------------ main */

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
    if (opt.record && !(record = fopen(opt.record, "wb"))) die(EXIT_USAGE, "%s: %s", opt.record, strerror(errno));
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
    if (record && fclose(record)) die(EXIT_SYSTEM, "%s: %s", opt.record, strerror(errno));
    return report(&a, &z);
}
