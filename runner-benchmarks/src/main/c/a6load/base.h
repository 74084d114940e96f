/* SPDX-License-Identifier: Apache-2.0 */
/* What all parts of a6load need: the protocol's numbers, the end of the program, time and bytes. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { EXIT_OK = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2, EXIT_CONNECT = 3, EXIT_SYSTEM = 4 };
enum { RPC_ERROR = 0, RPC_PREPARE_CONF = 1, RPC_HTTP_REQ_CALL = 2, RPC_EXTRA_INFO = 3 };
enum { ACTION_NONE = 0, ACTION_STOP = 1, ACTION_REWRITE = 2, ACTION_ANY = 255 };
enum { INFO_VAR = 1, INFO_REQ_BODY = 2, INFO_RESP_BODY = 3 };
enum { FRAME_HEADER = 4, FRAME_MAX = (1 << 24) - 1 };

/* Says what is wrong, and ends the program with that code. */
_Noreturn void die(int code, const char *fmt, ...);
void *xrealloc(void *p, size_t n);
uint64_t now_ns(void);
void put_le(uint8_t *p, uint32_t v, int bytes);
uint32_t get_le(const uint8_t *p, int bytes);
