//! Several files in one, as ZIP: what office documents are kept in. Written for them alone: no folders, no attributes, no large files,
//! and dates that come from whoever asks, so that the same content is the same bytes.

use std::fmt;

use zlib_rs::{Deflate, DeflateFlush, Status};

use crate::base::date::Date;

/// Level of compression: the lowest takes a third of the time of the next but one, for a fifth more bytes.
const LEVEL: i32 = 1;
/// How far back it looks: 32 KiB, the most there is.
const WINDOW_BITS: u8 = 15;
/// No header around what is compressed: the package has its own.
const HEADER: bool = false;

/// A file, ready to be put into a package.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    name: String,
    checksum: u32,
    size: u32,
    method: Method,
    data: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Stored = 0,
    Deflated = 8,
}

/// Compresses files one after the other, with the same tables: making those takes as long as a small file does.
pub(super) struct Packer {
    tables: Deflate,
    /// Where what is compressed is put before its length is known.
    room: Vec<u8>,
}

impl Packer {
    /// Prepares the tables.
    pub(super) fn new() -> Self {
        Self { tables: Deflate::new(LEVEL, HEADER, WINDOW_BITS), room: Vec::new() }
    }

    /// A compressed file.
    pub(super) fn deflated(&mut self, name: &str, content: &[u8]) -> Packed {
        self.tables.reset();
        // Never more than the content and a little: what cannot be compressed is stored in blocks.
        let most = content.len() + content.len() / 100 + 256;
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        let status = self.tables.compress(content, &mut self.room, DeflateFlush::Finish);
        assert!(status == Ok(Status::StreamEnd), "the room suffices for any content");
        let data = self.room[..usize::try_from(self.tables.total_out()).expect("as long as the room at most")].to_vec();
        Packed { name: name.to_owned(), checksum: checksum(content), size: length(content), method: Method::Deflated, data }
    }
}

impl Default for Packer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Packer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Packer")
    }
}

/// A file that is too small to be worth compressing.
pub(super) fn stored(name: &str, content: Vec<u8>) -> Packed {
    Packed { name: name.to_owned(), checksum: checksum(&content), size: length(&content), method: Method::Stored, data: content }
}

/// The package of these files, all dated `day`.
pub(super) fn package(files: &[&Packed], day: Date) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(files.iter().map(|file| file.data.len() + 2 * file.name.len() + 80).sum::<usize>() + 22);
    let mut directory = Vec::new();
    for file in files {
        let start = length(&bytes);
        bytes.extend(b"PK\x03\x04");
        file.describe(day, &mut bytes);
        bytes.extend(file.name.bytes());
        bytes.extend(&file.data);
        directory.extend(b"PK\x01\x02\x14\x00");
        file.describe(day, &mut directory);
        // No remark, first and only disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(file.name.bytes());
    }
    let start = length(&bytes);
    bytes.extend(&directory);
    let count = u16::try_from(files.len()).expect("a few files").to_le_bytes();
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(length(&directory).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

impl Packed {
    /// What both the file itself and the directory say of it.
    fn describe(&self, day: Date, bytes: &mut Vec<u8>) {
        // Made for version 2.0, names in UTF-8.
        bytes.extend([0x14, 0, 0, 0x08]);
        bytes.extend((self.method as u16).to_le_bytes());
        bytes.extend([0; 2]);
        bytes.extend(dos_date(day).to_le_bytes());
        bytes.extend(self.checksum.to_le_bytes());
        bytes.extend(length(&self.data).to_le_bytes());
        bytes.extend(self.size.to_le_bytes());
        bytes.extend(u16::try_from(self.name.len()).expect("a short name").to_le_bytes());
        bytes.extend([0; 2]);
    }
}

/// A date as packages write it; it knows the years 1980 to 2107.
fn dos_date(day: Date) -> u16 {
    let year = u16::try_from(day.year().clamp(1980, 2107) - 1980).expect("from 0 to 127");
    let (month, day) = (u16::try_from(day.month()).expect("to 12"), u16::try_from(day.day()).expect("to 31"));
    year << 9 | month << 5 | day
}

fn checksum(content: &[u8]) -> u32 {
    // `zlib_rs` has one as well, which calls a function for every eight bytes.
    crc32fast::hash(content)
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a workbook is shorter than 4 GiB")
}
