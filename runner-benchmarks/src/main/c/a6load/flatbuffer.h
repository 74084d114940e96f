/* SPDX-License-Identifier: Apache-2.0 */
/* FlatBuffers, written and read. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FB_SLOTS = 8, FB_VTABLES = 16 };

/* The buffer grows downwards: `len` bytes are in use at the end of `mem`. An object is named by its
 * distance from the end of the buffer, which stays true while the buffer grows. */
struct fb {
    uint8_t *mem;
    size_t cap, len;
    uint32_t max_align;
    uint32_t slot[FB_SLOTS];
    uint32_t table_start;
    uint32_t vtable[FB_VTABLES];
    int vtables;
};

/* What is read. Everything is checked against the size of the payload: the peer is not trusted. */
struct view {
    const uint8_t *p;
    size_t n;
};

void fb_init(struct fb *b);
uint32_t fb_string(struct fb *b, const char *s);
uint32_t fb_bytes(struct fb *b, const void *data, size_t n);
uint32_t fb_refs(struct fb *b, const uint32_t *ref, size_t n);
void fb_table(struct fb *b);
void fb_field_int(struct fb *b, int slot, uint32_t v, int bytes);
void fb_field_ref(struct fb *b, int slot, uint32_t target);
uint32_t fb_table_end(struct fb *b);
void fb_finish(struct fb *b, uint32_t root);
/* A finished buffer as a whole frame; the caller frees it. */
uint8_t *fb_frame(struct fb *b, int type, size_t *size);
uint32_t fb_entry(struct fb *b, const char *name, const char *value);

/* Follows the offset at `at`. */
bool vw_table(struct view v, size_t at, size_t *table);
/* Position of a field in a table; 0 when absent; false when the buffer is broken. */
bool vw_field(struct view v, size_t table, int slot, size_t width, size_t *at);
bool vw_uint(struct view v, size_t table, int slot, int bytes, uint32_t *out);
/* A string or byte vector; *size = 0 when absent. */
bool vw_blob(struct view v, size_t table, int slot, const uint8_t **p, size_t *size);
