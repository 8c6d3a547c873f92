#ifndef CBARESCAN_H
#define CBARESCAN_H

#include <stddef.h>

/// Steps through all of libyaml's events over `count` bytes and keeps nothing of them: the least that reading YAML costs.
///
/// Returns the number of events, or -1 when libyaml cannot read on.
long bare_scan(const unsigned char *_Nullable bytes, size_t count);

#endif
