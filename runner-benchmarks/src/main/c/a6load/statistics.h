/* SPDX-License-Identifier: Apache-2.0 */
/* Histograms of latencies, and what the machine and the server did. */
#pragma once

#include <stdint.h>

/* Log-linear over nanoseconds: 128 buckets for each power of two, so a value is off by < 0.8 %. */
enum { H_SUB = 7, H_HALF = 1 << H_SUB, H_COUNT = (64 - H_SUB) * H_HALF };

struct hist {
    uint64_t count[H_COUNT];
    uint64_t n, max;
    double sum;
};

struct usage_sample {
    uint64_t wall, server_cpu, client_cpu, busy_ticks;
    uint64_t server_user, server_sys; /* clock ticks */
    long rss_kb, hwm_kb;
    int threads;
};

/* Adds nanoseconds. */
void hist_add(struct hist *h, uint64_t v);
/* A quantile, in microseconds. */
double hist_us(const struct hist *h, double q);
/* Of this process, of the machine, and of the one that --pid names. */
void sample_usage(struct usage_sample *s);
