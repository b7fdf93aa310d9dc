/* The peers that are not Python: simdjson, memcpy and the core's own peak. Started once by the driver, told what to do over
 * its standard input, a line a command:
 *
 *   run WORK n        → "CPU_NS WALL_NS", nanoseconds a run over n runs
 *   answer WORK FILE  → "ok", and what the work computes in FILE
 *   spawn FILE argv…  → "STATUS CPU_NS WALL_NS PEAK_KB" of a program, arguments split at tabs, its output in FILE
 *
 * `spawn` is here because a child's peak memory counts what its parent had at the fork, and this parent has little.
 *
 *   runner JSON POSE
 */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <ctime>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "fma_peak.hpp"
#include "json_reader.hpp"

using namespace std;

static long long now(clockid_t clock) {
    timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void store(const string &path, const void *bytes, size_t count) {
    FILE *file = fopen(path.c_str(), "wb");
    if (!file || fwrite(bytes, 1, count, file) != count || fclose(file)) {
        cerr << path << ": cannot be written\n";
        exit(74);
    }
}

struct Work {
    function<void()> run;
    function<void(const string &)> answer;
};

static string spawn(const string &output, const string &line) {
    vector<string> words;
    stringstream split(line);
    for (string word; getline(split, word, '\t');) words.push_back(word);
    vector<char *> arguments;
    for (string &word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const long long wall = now(CLOCK_MONOTONIC);
    const pid_t child = fork();
    if (child == 0) {
        const int target = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, 0);
        dup2(target, 1);
        dup2(target, 2);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) return "failed";
    auto nanoseconds = [](timeval time) { return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL; };
    stringstream reply;
    reply << (WIFEXITED(status) ? WEXITSTATUS(status) : 255) << ' '
          << nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime) << ' ' << now(CLOCK_MONOTONIC) - wall << ' '
          << usage.ru_maxrss;
    return reply.str();
}

int main(int argc, char **argv) {
    if (argc != 3) return 64;
    const auto json = simdjson::padded_string::load(argv[1]).value();
    const string pose = [&] {
        const auto bytes = simdjson::padded_string::load(argv[2]).value();
        return string(bytes.data(), bytes.size());
    }();
    vector<char> copy(pose.size());
    JsonReader all(true), hands(false);
    volatile float sink = 0;
    // Long enough for a clock, short enough to fit between two others.
    const size_t loops = 1 << 20;

    auto reading = [&](JsonReader &reader) {
        return Work{[&] { sink = sink + reader.read(json).back(); },
                    [&](const string &path) {
                        const auto &values = reader.read(json);
                        store(path, values.data(), values.size() * sizeof(float));
                    }};
    };
    map<string, Work> works;
    works["json-all"] = reading(all);
    works["json-hands-and-pose"] = reading(hands);
    works["pose"] = {[&] {
                         memcpy(copy.data(), pose.data(), pose.size());
                         __asm__ volatile("" ::"r"(copy.data()) : "memory");
                     },
                     [&](const string &path) { store(path, copy.data(), copy.size()); }};
    works["fma-peak"] = {[&] { sink = sink + fma_peak(loops); },
                         [&](const string &path) {
                             const double operations = 2 * fma_per_loop * double(loops);
                             store(path, &operations, sizeof operations);
                         }};

    // Work that splits without a remainder: what it gains from two threads is what the machine has to give.
    works["control"] = {[&] { sink = sink + fma_peak(8 * loops); }, [](const string &) {}};
    works["control-two-threads"] = {[&] {
                                        float halves[2];
                                        thread other([&] { halves[0] = fma_peak(4 * loops); });
                                        halves[1] = fma_peak(4 * loops);
                                        other.join();
                                        sink = sink + halves[0] + halves[1];
                                    },
                                    [](const string &) {}};

    cout << fma_vectors << "; simdjson " << SIMDJSON_VERSION << ' ' << simdjson::get_active_implementation()->name() << endl;
    for (string line; getline(cin, line);) {
        stringstream words(line);
        string command, name, rest;
        words >> command >> name >> ws;
        getline(words, rest);
        if (command == "spawn") {
            cout << spawn(name, rest) << endl;
            continue;
        }
        const auto work = works.find(name);
        if (work == works.end()) {
            cout << "unknown " << name << endl;
        } else if (command == "run") {
            const long count = stol(rest);
            const long long wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
            for (long turn = 0; turn < count; turn++) work->second.run();
            const long long spent = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
            cout << spent / count << ' ' << (now(CLOCK_MONOTONIC) - wall) / count << endl;
        } else {
            work->second.answer(rest);
            cout << "ok" << endl;
        }
    }
}
