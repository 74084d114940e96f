/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "statistics.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base.h"
#include "options.h"

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

void hist_add(struct hist *h, uint64_t v) {
    h->count[hist_index(v)]++;
    h->n++;
    h->sum += (double)v;
    if (v > h->max) h->max = v;
}

double hist_us(const struct hist *h, double q) { /* quantile, in microseconds */
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


void sample_usage(struct usage_sample *s) {
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
