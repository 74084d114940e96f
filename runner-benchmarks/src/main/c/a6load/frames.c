/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "frames.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"
#include "flatbuffer.h"
#include "options.h"

uint8_t *frame_prepare(const char *key, size_t *size) {
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

uint8_t *frame_call(uint32_t token, size_t *size, size_t *id_at, size_t *token_at) {
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

uint8_t *frame_extra(const void *data, size_t n, size_t *size) {
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

void open_record(void) {
    if (opt.record && !(record = fopen(opt.record, "wb"))) die(EXIT_USAGE, "%s: %s", opt.record, strerror(errno));
}

void close_record(void) {
    if (record && fclose(record)) die(EXIT_SYSTEM, "%s: %s", opt.record, strerror(errno));
}

void record_frame(const uint8_t *f, size_t n) {
    if (!record || recorded >= opt.record_max) return;
    if (fwrite(f, 1, n, record) != n) die(EXIT_SYSTEM, "%s: %s", opt.record, strerror(errno));
    recorded++;
}
