/* SPDX-License-Identifier: Apache-2.0 */
/* The frames that are sent, and the record of them. */
#pragma once

#include <stddef.h>
#include <stdint.h>

uint8_t *frame_prepare(const char *key, size_t *size);
/* *id_at and *token_at are where these lie in the frame, so that one frame serves for all calls. */
uint8_t *frame_call(uint32_t token, size_t *size, size_t *id_at, size_t *token_at);
uint8_t *frame_extra(const void *data, size_t n, size_t *size);
void open_record(void);
void record_frame(const uint8_t *f, size_t n);
void close_record(void);
