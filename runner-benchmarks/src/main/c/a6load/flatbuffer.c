/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "flatbuffer.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"

void fb_init(struct fb *b) {
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

uint32_t fb_bytes(struct fb *b, const void *data, size_t n) {
    fb_align(b, 4, n);
    fb_push(b, data, n);
    fb_push_le(b, (uint32_t)n, 4);
    return (uint32_t)b->len;
}

uint32_t fb_string(struct fb *b, const char *s) {
    size_t n = strlen(s);
    fb_align(b, 4, n + 1);
    fb_push(b, s, n + 1);
    fb_push_le(b, (uint32_t)n, 4);
    return (uint32_t)b->len;
}

uint32_t fb_refs(struct fb *b, const uint32_t *ref, size_t n) {
    fb_align(b, 4, 4 * n);
    for (size_t i = n; i-- > 0;) fb_push_ref(b, ref[i]);
    fb_push_le(b, (uint32_t)n, 4);
    return (uint32_t)b->len;
}

void fb_table(struct fb *b) {
    memset(b->slot, 0, sizeof b->slot);
    b->table_start = (uint32_t)b->len;
}

void fb_field_int(struct fb *b, int slot, uint32_t v, int bytes) {
    fb_align(b, (uint32_t)bytes, 0);
    fb_push_le(b, v, bytes);
    b->slot[slot] = (uint32_t)b->len;
}

void fb_field_ref(struct fb *b, int slot, uint32_t target) {
    if (!target) return;
    fb_push_ref(b, target);
    b->slot[slot] = (uint32_t)b->len;
}

uint32_t fb_table_end(struct fb *b) {
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

void fb_finish(struct fb *b, uint32_t root) {
    fb_align(b, b->max_align, 4);
    fb_push_ref(b, root);
}

uint8_t *fb_frame(struct fb *b, int type, size_t *size) {
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

uint32_t fb_entry(struct fb *b, const char *name, const char *value) {
    uint32_t n = fb_string(b, name), v = fb_string(b, value);
    fb_table(b);
    fb_field_ref(b, 0, n);
    fb_field_ref(b, 1, v);
    return fb_table_end(b);
}

bool vw_table(struct view v, size_t at, size_t *table) { /* follow the offset at `at` */
    if (at + 4 > v.n) return false;
    size_t t = at + get_le(v.p + at, 4);
    if (t + 4 > v.n) return false;
    *table = t;
    return true;
}

bool vw_field(struct view v, size_t table, int slot, size_t width, size_t *at) {
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

bool vw_uint(struct view v, size_t table, int slot, int bytes, uint32_t *out) {
    size_t at;
    if (!vw_field(v, table, slot, (size_t)bytes, &at)) return false;
    *out = at ? get_le(v.p + at, bytes) : 0;
    return true;
}

bool vw_blob(struct view v, size_t table, int slot, const uint8_t **p, size_t *size) {
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
