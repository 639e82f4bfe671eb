//! All integration tests, in one binary: a module a topic. They enter through `build` or through the program itself.

mod explain;
mod export;
mod faults;
mod layers;
mod markdown;
mod oracle;
mod pages;
mod properties;
mod publish;
mod references;
mod shipped;
mod signals;
