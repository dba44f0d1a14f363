//! Official tables of prayer times: read and checked.
