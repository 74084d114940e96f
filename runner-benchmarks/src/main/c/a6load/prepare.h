/* SPDX-License-Identifier: Apache-2.0 */
/* Connecting, and a PREPARE_CONF on a connection of its own. */
#pragma once

#include <stdint.h>

/* A descriptor, or -1 with errno. */
int try_connect(void);
/* Tries for as long as --wait says. */
int connect_wait(void);
/* PREPARE_CONF on a connection of its own, as APISIX does. NULL, or why it failed. */
const char *prepare(int fd, const char *key, uint32_t *token);
