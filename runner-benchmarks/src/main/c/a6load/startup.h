/* SPDX-License-Identifier: Apache-2.0 */
/* --mode startup. */
#pragma once

/* Gives back the exit code. */
int run_startup(void);
