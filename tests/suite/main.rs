//! All integration tests, in one binary: a module a topic. They enter through `build` or through the program itself.

mod export;
mod faults;
mod layers;
mod markdown;
mod oracle;
mod pages;
mod publish;
mod shipped;
