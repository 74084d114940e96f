/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "report.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base.h"
#include "load.h"
#include "options.h"
#include "statistics.h"

static void print_hist(const char *name, const struct hist *h) {
    printf(",\"%s\":{\"mean\":%.1f,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p99_9\":%.1f,\"max\":%.1f}", name,
           h->n ? h->sum / (double)h->n / 1e3 : 0, hist_us(h, .5), hist_us(h, .9), hist_us(h, .99),
           hist_us(h, .999), (double)h->max / 1e3);
}

static void json_string(const char *s) {
    putchar('"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\') putchar('\\');
        if ((unsigned char)*s < 32) printf("\\u%04x", *s);
        else putchar(*s);
    }
    putchar('"');
}

int report(const struct usage_sample *a, const struct usage_sample *z) {
    const struct hist *h = opt.rate > 0 ? &L.due : &L.service;
    uint64_t errors = L.failed ? 1 : 0;
    for (int i = 0; i < E_KINDS; i++) errors += L.error[i];
    double secs = a->wall ? (double)(z->wall - a->wall) / 1e9 : 0;
    double rps = secs > 0 ? (double)L.calls / secs : 0;
    double calls = L.calls ? (double)L.calls : 1, tick = (double)sysconf(_SC_CLK_TCK);
    double server = (double)(z->server_cpu - a->server_cpu) / 1e9;
    double client = (double)(z->client_cpu - a->client_cpu) / 1e9;
    double busy = (double)(z->busy_ticks - a->busy_ticks) / tick;
    double others = secs > 0 && opt.pid ? fmax(0, (busy - server - client) / secs) : 0;
    double user = (double)(z->server_user - a->server_user) / tick, sys = (double)(z->server_sys - a->server_sys) / tick;
    double load[3] = {0, 0, 0};
    if (getloadavg(load, 3) < 1) load[0] = -1;

    if (opt.json) {
        printf("{\"mode\":\"%s\",\"plugin\":", mode_name[opt.mode]);
        json_string(opt.plugin);
        printf(",\"connections\":%d,\"headers\":%d,\"args\":%d,\"body_size\":%zu,\"rate\":%.0f,\"warmup_s\":%g,"
               "\"duration_s\":%.3f,\"calls\":%llu,\"rps\":%.1f,\"errors\":%llu,\"warmup_errors\":%llu",
               opt.connections, opt.headers, opt.args, opt.body_size, opt.rate, opt.warmup, secs,
               (unsigned long long)L.calls, rps, (unsigned long long)errors, (unsigned long long)L.warm_errors);
        print_hist("latency_us", h);
        if (opt.rate > 0) print_hist("service_us", &L.service);
        printf(",\"stop\":%llu,\"rewrite\":%llu,\"none\":%llu,\"extra_info\":%llu,\"unsolicited\":%llu",
               (unsigned long long)L.replies_stop, (unsigned long long)L.replies_rewrite,
               (unsigned long long)L.replies_none, (unsigned long long)L.extras, (unsigned long long)L.unsolicited);
        printf(",\"bytes_out_per_call\":%.0f,\"bytes_in_per_call\":%.0f", (double)L.bytes_out / calls, (double)L.bytes_in / calls);
        printf(",\"error_kinds\":{");
        bool first = true;
        for (int i = 0; i < E_KINDS; i++)
            if (L.error[i]) printf("%s\"%s\":%llu", first ? "" : ",", error_name[i], (unsigned long long)L.error[i]), first = false;
        printf("},\"client_cpu_us_per_call\":%.2f,\"client_cores\":%.3f,\"loadavg1\":%.2f", client / calls * 1e6,
               secs > 0 ? client / secs : 0, load[0]);
        if (opt.pid)
            printf(",\"server\":{\"pid\":%d,\"cpu_us_per_call\":%.2f,\"cores\":%.3f,\"user_s\":%.2f,\"sys_s\":%.2f,"
                   "\"rss_kb\":%ld,\"hwm_kb\":%ld,\"threads\":%d},\"other_cores\":%.3f",
                   (int)opt.pid, server / calls * 1e6, secs > 0 ? server / secs : 0, user, sys, z->rss_kb, z->hwm_kb,
                   z->threads, others);
        printf("}\n");
    } else {
        printf("%s %s c=%d", mode_name[opt.mode], opt.plugin, opt.connections);
        if (opt.rate > 0) printf(" rate=%.0f", opt.rate);
        printf(": %.0f calls/s, latency us p50 %.0f p90 %.0f p99 %.0f p99.9 %.0f max %.0f, %llu calls, %llu errors",
               rps, hist_us(h, .5), hist_us(h, .9), hist_us(h, .99), hist_us(h, .999), (double)h->max / 1e3,
               (unsigned long long)L.calls, (unsigned long long)errors);
        for (int i = 0; i < E_KINDS; i++)
            if (L.error[i]) printf(" %s=%llu", error_name[i], (unsigned long long)L.error[i]);
        if (L.error[E_RPC])
            printf(" (codes: bad_request %llu, service_unavailable %llu, conf_token_not_found %llu)",
                   (unsigned long long)L.error_code[0], (unsigned long long)L.error_code[1], (unsigned long long)L.error_code[2]);
        if (L.warm_errors) printf(", %llu errors in warm-up", (unsigned long long)L.warm_errors);
        if (L.unsolicited) printf(", %llu unsolicited frames", (unsigned long long)L.unsolicited);
        if (opt.pid)
            printf("; server %.1f us CPU/call (%.2f cores), RSS %ld KiB", server / calls * 1e6,
                   secs > 0 ? server / secs : 0, z->rss_kb);
        printf("; client %.2f cores, others %.2f, load %.2f\n", secs > 0 ? client / secs : 0, others, load[0]);
    }
    return errors || L.warm_errors || !L.calls ? EXIT_ERRORS : EXIT_OK;
}
