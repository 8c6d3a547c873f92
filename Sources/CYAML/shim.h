// The system's libyaml (Debian: libyaml-dev). UpkeepYAML links its static archive.
#include <yaml.h>
