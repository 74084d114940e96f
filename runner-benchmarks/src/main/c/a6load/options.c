/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "base.h"

const char *const mode_name[] = {"prepare", "call", "vars", "startup"};

struct options opt = {
    .plugin = "say", .conf = "{\"body\":\"hello\"}", .key = "a6load", .path = "/bench/some/resource",
    .var = "127.0.0.1", .mode = MODE_CALL, .connections = 1, .headers = 10, .args = 3, .runs = 7, .confs = 1, .chain = 1,
    .duration = 10, .warmup = 2, .timeout = 10, .wait = 60, .body_size = 256, .expect = ACTION_ANY,
    .first_id = 1, .record_max = 1000,
};

static void usage(FILE *f) {
    fputs("usage: a6load -s SOCKET [options]\n"
          "       a6load -s SOCKET --mode startup [--runs N] -- COMMAND [ARG]...\n"
          "\n"
          "Load generator for Apache APISIX external plugin runners.\n"
          "\n"
          "  -s, --socket PATH      Unix domain socket of the runner (\"unix:\" in front is allowed)\n"
          "  -c, --connections N    connections, one outstanding call each (1)\n"
          "  -d, --duration SEC     measured time (10)\n"
          "  -w, --warmup SEC       time before it, with the same load, not measured (2)\n"
          "  -m, --mode MODE        prepare  PREPARE_CONF calls, each with a key of its own\n"
          "                         call     one PREPARE_CONF, then HTTP_REQ_CALLs (default)\n"
          "                         vars     as call; a call without EXTRA_INFO is an error\n"
          "                         startup  run COMMAND, time exec -> first PREPARE_CONF reply, stop it\n"
          "  -p, --plugin NAME      plugin in the conf (say)\n"
          "  -j, --conf JSON        its value ({\"body\":\"hello\"})\n"
          "  -k, --key KEY          idempotent key of the conf (a6load)\n"
          "      --confs N          call, vars: prepare N confs and call each in turn (1)\n"
          "      --chain N          how often the conf names the plugin (1)\n"
          "  -H, --headers N        request headers (10)\n"
          "  -A, --args N           query arguments (3)\n"
          "      --path PATH        request path\n"
          "  -b, --body-size N      bytes answered to EXTRA_INFO ReqBody (256)\n"
          "      --var VALUE        answer to EXTRA_INFO Var (127.0.0.1)\n"
          "  -x, --expect ACTION    stop, rewrite, none or any: another action is an error (any)\n"
          "  -r, --rate R           open loop: R calls per second over all connections (0 = closed loop)\n"
          "      --poisson          open loop: Poisson arrivals instead of evenly spaced ones\n"
          "  -t, --timeout SEC      a call without a reply for that long is an error (10)\n"
          "  -W, --wait SEC         how long to retry the first connect (60)\n"
          "      --first-id N       id of the first call (1)\n"
          "      --pid PID          also report CPU time per call and memory of that process\n"
          "      --record FILE      write the frames sent to FILE, the first --record-max of them (1000)\n"
          "      --runs N           startup: how many times (7)\n"
          "      --server-log FILE  startup: where the command's output goes (/dev/null)\n"
          "      --json             one JSON object on standard output instead of the line for people\n"
          "  -h, --help             this text\n"
          "\n"
          "Exit codes: 0 no error seen; 1 errors seen; 2 bad usage; 3 no connection or PREPARE_CONF\n"
          "failed; 4 system error.\n",
          f);
}

static double number(const char *name, const char *s, double min, double max) {
    char *end;
    errno = 0;
    double v = strtod(s, &end);
    if (errno || end == s || *end || !(v >= min && v <= max))
        die(EXIT_USAGE, "--%s: \"%s\" is not a number from %g to %g", name, s, min, max);
    return v;
}

void parse_options(int argc, char **argv) {
    enum { O_PATH_ = 256, O_VAR, O_POISSON, O_FIRST_ID, O_PID, O_RECORD, O_RECORD_MAX, O_RUNS, O_LOG, O_JSON, O_CONFS, O_CHAIN };
    static const struct option longs[] = {
        {"socket", 1, 0, 's'},      {"connections", 1, 0, 'c'}, {"duration", 1, 0, 'd'},
        {"warmup", 1, 0, 'w'},      {"mode", 1, 0, 'm'},        {"plugin", 1, 0, 'p'},
        {"conf", 1, 0, 'j'},        {"key", 1, 0, 'k'},         {"headers", 1, 0, 'H'},
        {"args", 1, 0, 'A'},        {"path", 1, 0, O_PATH_},    {"body-size", 1, 0, 'b'},
        {"var", 1, 0, O_VAR},       {"expect", 1, 0, 'x'},      {"rate", 1, 0, 'r'},
        {"poisson", 0, 0, O_POISSON}, {"timeout", 1, 0, 't'},   {"wait", 1, 0, 'W'},
        {"first-id", 1, 0, O_FIRST_ID}, {"pid", 1, 0, O_PID},   {"record", 1, 0, O_RECORD},
        {"record-max", 1, 0, O_RECORD_MAX}, {"runs", 1, 0, O_RUNS}, {"server-log", 1, 0, O_LOG},
        {"confs", 1, 0, O_CONFS},   {"chain", 1, 0, O_CHAIN},
        {"json", 0, 0, O_JSON},     {"help", 0, 0, 'h'},        {0, 0, 0, 0}};
    int o, which = 0;
    while ((o = getopt_long(argc, argv, "s:c:d:w:m:p:j:k:H:A:b:x:r:t:W:h", longs, &which)) != -1) {
        switch (o) {
        case 's': opt.socket = strncmp(optarg, "unix:", 5) ? optarg : optarg + 5; break;
        case 'c': opt.connections = (int)number("connections", optarg, 1, 100000); break;
        case 'd': opt.duration = number("duration", optarg, 0.01, 86400); break;
        case 'w': opt.warmup = number("warmup", optarg, 0, 86400); break;
        case 'm': {
            int i = 0;
            while (i < 4 && strcmp(optarg, mode_name[i])) i++;
            if (i == 4) die(EXIT_USAGE, "--mode: prepare, call, vars or startup, not \"%s\"", optarg);
            opt.mode = (enum mode)i;
            break;
        }
        case 'p': opt.plugin = optarg; break;
        case 'j': opt.conf = optarg; break;
        case 'k': opt.key = optarg; break;
        case 'H': opt.headers = (int)number("headers", optarg, 0, 10000); break;
        case 'A': opt.args = (int)number("args", optarg, 0, 10000); break;
        case O_PATH_: opt.path = optarg; break;
        case 'b': opt.body_size = (size_t)number("body-size", optarg, 0, FRAME_MAX - 64); break;
        case O_VAR: opt.var = optarg; break;
        case 'x':
            if (!strcmp(optarg, "stop")) opt.expect = ACTION_STOP;
            else if (!strcmp(optarg, "rewrite")) opt.expect = ACTION_REWRITE;
            else if (!strcmp(optarg, "none")) opt.expect = ACTION_NONE;
            else if (!strcmp(optarg, "any")) opt.expect = ACTION_ANY;
            else die(EXIT_USAGE, "--expect: stop, rewrite, none or any, not \"%s\"", optarg);
            break;
        case 'r': opt.rate = number("rate", optarg, 0, 1e7); break;
        case O_POISSON: opt.poisson = true; break;
        case 't': opt.timeout = number("timeout", optarg, 0.01, 3600); break;
        case 'W': opt.wait = number("wait", optarg, 0, 3600); break;
        case O_FIRST_ID: opt.first_id = (uint32_t)number("first-id", optarg, 0, 4294967295.0); break;
        case O_PID: opt.pid = (pid_t)number("pid", optarg, 1, 4194304); break;
        case O_RECORD: opt.record = optarg; break;
        case O_RECORD_MAX: opt.record_max = (long)number("record-max", optarg, 1, 1e9); break;
        case O_RUNS: opt.runs = (int)number("runs", optarg, 1, 1000); break;
        case O_LOG: opt.server_log = optarg; break;
        case O_JSON: opt.json = true; break;
        case O_CONFS: opt.confs = (int)number("confs", optarg, 1, 10000000); break;
        case O_CHAIN: opt.chain = (int)number("chain", optarg, 1, 1000); break;
        case 'h': usage(stdout); exit(EXIT_OK);
        default: usage(stderr); exit(EXIT_USAGE);
        }
    }
    opt.command = argv + optind;
    if (!opt.socket) die(EXIT_USAGE, "no --socket; see --help");
    if (strlen(opt.socket) >= sizeof(((struct sockaddr_un *)0)->sun_path))
        die(EXIT_USAGE, "the socket's path is too long for a Unix domain socket");
    if (opt.mode == MODE_STARTUP ? !opt.command[0] : !!opt.command[0])
        die(EXIT_USAGE, opt.mode == MODE_STARTUP ? "--mode startup needs -- COMMAND"
                                                 : "unexpected argument \"%s\"", opt.command[0]);
}
