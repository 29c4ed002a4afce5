#include "php/client/pool_figures.h"

#include <cstring>

namespace aha::php {

static void addPlaces(zval* figures, const char* key, const std::vector<pool::PoolReport::Place>& places) {
    zval list;
    array_init_size(&list, static_cast<std::uint32_t>(places.size()));
    for (const pool::PoolReport::Place& place : places) {
        zval row;
        array_init_size(&row, 2);
        add_assoc_stringl(&row, "place", place.place.data(), place.place.size());
        add_assoc_double(&row, "age", static_cast<double>(place.ageMs) / 1000);
        add_next_index_zval(&list, &row);
    }
    add_assoc_zval(figures, key, &list);
}

void makePoolFigures(zval* figures, const pool::PoolReport& report) {
    auto count = [figures](const char* key, std::uint64_t value) {
        add_assoc_long_ex(figures, key, std::strlen(key), static_cast<zend_long>(value));
    };
    array_init_size(figures, 16);
    count("max", report.max);
    count("size", report.size);
    count("idle", report.idle);
    count("in_use", report.leased);
    count("connecting", report.connecting);
    count("waiting", report.waiting);
    count("requests", report.counters.granted);
    count("created", report.counters.created);
    count("reused", report.counters.reused);
    count("closed", report.counters.closedTotal());
    count("connect_errors", report.counters.connectErrors);
    add_assoc_double(figures, "reuse_ratio", report.counters.reuseRatio());
    addPlaces(figures, "holders", report.holders);
    addPlaces(figures, "waiters", report.waiters);
}

void addPoolFigures(zval* table, const std::string& name, zval* figures) {
    std::string key = name;
    for (int i = 2; zend_hash_str_exists(Z_ARR_P(table), key.data(), key.size()); ++i) {
        key = name + " #" + std::to_string(i);
    }
    add_assoc_zval_ex(table, key.data(), key.size(), figures);
}

} // namespace aha::php
