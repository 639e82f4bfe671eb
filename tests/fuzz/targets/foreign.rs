//! See `readers.rs`.
#![no_main]

#[expect(dead_code, reason = "a target reads one kind")]
#[path = "../readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|text: &str| readers::foreign(text));
