//! The body of an answer: its content coding is undone as it comes in, and it is read to its end or to its limit.
//!
//! Nobody can tell how long a body is before it is read: a kilobyte of gzip may hold a megabyte, and twice packed a
//! gigabyte. So nothing is kept but what is unpacked, and no more of that than the limit.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;
use reqwest::header::{CONTENT_ENCODING, HeaderMap};

use super::text;

/// More codings than this, one over the other, are not undone.
const MAX_CODINGS: usize = 4;

/// So many bytes are unpacked at once: they may become a thousand times as many.
pub(super) const STEP: usize = 1 << 10;

/// A body that comes in.
pub(super) struct Body {
    decoder: Decoder,
    limit: usize,
    /// How many bytes came, packed as they were.
    received: usize,
    is_nested: bool,
    /// Why the rest can't be unpacked.
    broken: Option<io::Error>,
}

/// Why a body can't be had.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// It is larger than its limit.
    TooLarge,
    /// It is no whole gzip.
    Broken(String),
}

impl Body {
    /// Begins a body.
    ///
    /// # Errors
    ///
    /// The content codings that can't be undone, in words.
    pub(super) fn new(headers: &HeaderMap, limit: usize) -> Result<Self, String> {
        let codings = codings(headers);
        if codings.len() > MAX_CODINGS {
            return Err(format!("it has {} content-encodings, one over the other", codings.len()));
        }
        let mut decoder = Decoder::Plain(Bounded { bytes: Vec::new(), limit, is_full: false });
        for coding in codings.iter().rev() {
            match coding.as_str() {
                "gzip" | "x-gzip" => decoder = Decoder::Gzip(MultiGzDecoder::new(Box::new(decoder))),
                other => {
                    let coding = text::short(other);
                    return Err(format!("its content-encoding is {coding}, but only gzip was asked for"));
                }
            }
        }
        Ok(Self { decoder, limit, received: 0, is_nested: codings.len() > 1, broken: None })
    }

    /// Takes what came in, no more than [`STEP`] bytes; returns whether more may come.
    pub(super) fn push(&mut self, part: &[u8]) -> bool {
        self.received += part.len();
        // What can't be unpacked is still measured: what is too large isn't asked for again.
        if self.broken.is_none() {
            self.broken = self.decoder.write_all(part).err();
        }
        !self.is_too_large()
    }

    /// Reports whether the body takes, or may take in a moment, more than so many bytes.
    pub(super) fn may_exceed(&self, bytes: usize) -> bool {
        self.is_nested || self.decoder.bounded().bytes.len() > bytes
    }

    /// Ends the body: all of it.
    ///
    /// # Errors
    ///
    /// Why there is no whole body.
    pub(super) fn whole(mut self) -> Result<Vec<u8>, Unreadable> {
        if self.received > 0 && self.broken.is_none() {
            self.broken = self.decoder.finish().err();
        }
        match &self.broken {
            _ if self.is_too_large() => Err(Unreadable::TooLarge),
            Some(error) => Err(Unreadable::Broken(format!("it is no whole gzip: {error}"))),
            None => Ok(self.decoder.take()),
        }
    }

    /// Ends the body: as much of it as there is, up to the limit.
    pub(super) fn beginning(mut self) -> Vec<u8> {
        // What isn't whole is all the same the beginning.
        let _ = self.decoder.finish();
        self.decoder.take()
    }

    fn is_too_large(&self) -> bool {
        self.received > self.limit || self.decoder.bounded().is_full
    }
}

/// Undoes one coding after the other.
enum Decoder {
    Plain(Bounded),
    Gzip(MultiGzDecoder<Box<Decoder>>),
}

impl Decoder {
    fn bounded(&self) -> &Bounded {
        match self {
            Self::Plain(bounded) => bounded,
            Self::Gzip(decoder) => decoder.get_ref().bounded(),
        }
    }

    fn take(&mut self) -> Vec<u8> {
        match self {
            Self::Plain(bounded) => std::mem::take(&mut bounded.bytes),
            Self::Gzip(decoder) => decoder.get_mut().take(),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(_) => Ok(()),
            Self::Gzip(decoder) => {
                decoder.try_finish()?;
                decoder.get_mut().finish()
            }
        }
    }
}

impl Write for Decoder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(bounded) => bounded.write(bytes),
            Self::Gzip(decoder) => decoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes, and no more of them than the limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.limit.saturating_sub(self.bytes.len());
        self.is_full |= bytes.len() > left;
        let fitting = bytes.get(..left).unwrap_or(bytes);
        self.bytes.extend_from_slice(fitting);
        if fitting.len() == bytes.len() { Ok(bytes.len()) } else { Err(io::Error::other("it is too large")) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lists the content codings of an answer, the one that was applied last first.
fn codings(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let codings = values.flat_map(|value| value.split(',')).map(|coding| coding.trim().to_ascii_lowercase());
    let mut codings: Vec<_> = codings.filter(|coding| !matches!(coding.as_str(), "" | "identity")).collect();
    codings.reverse();
    codings
}
