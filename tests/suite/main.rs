//! All integration tests, in one binary: a module a topic. They enter through `build` or through the program itself.

mod checks;
mod cli;
mod drift;
mod explain;
mod export;
mod faults;
mod layers;
mod ledger;
mod markdown;
mod oracle;
mod pages;
mod prices;
mod program;
mod properties;
mod publish;
mod references;
mod robustness;
mod serve;
mod shapes;
mod shipped;
mod signals;
mod volume;
mod warm;
