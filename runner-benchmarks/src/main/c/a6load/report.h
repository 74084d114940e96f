/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of a run. */
#pragma once

#include "statistics.h"

/* Gives back the exit code. */
int report(const struct usage_sample *a, const struct usage_sample *z);
