//! The world: folders, the clock, the network. Everything that the pure middle takes as input is gathered here, and everything
//! it makes is put somewhere here. Knows bytes and paths; what a decision is, it does not know.

pub mod clock;
pub mod discover;
pub mod failure;
pub mod git;
pub mod history;
pub mod path;
pub mod publish;
pub mod read;
pub mod rewrite;
pub mod serve;
pub mod shipped;
pub mod surroundings;
pub mod watch;
