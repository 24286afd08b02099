//! A server that answers with whatever bytes a test wants, without an end if need be.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::memory::Peak;

/// How long a server waits for a request, and for a client that reads nothing.
const DEADLINE: Duration = Duration::from_secs(60);

/// One answer: a status line with headers, the beginning of a body, and what follows it again and again.
#[derive(Clone)]
pub(super) struct Answer {
    head: String,
    start: Vec<u8>,
    repeated: Vec<u8>,
    times: usize,
    end: Vec<u8>,
}

impl Answer {
    /// A success with this body.
    pub(super) fn new(body: impl Into<Vec<u8>>) -> Self {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n".to_owned();
        Self { head, start: body.into(), repeated: Vec::new(), times: 0, end: Vec::new() }
    }

    /// The same with another status.
    pub(super) fn status(mut self, status: u16) -> Self {
        self.head = self.head.replace("200 OK", &format!("{status} X"));
        self
    }

    /// Adds a header.
    pub(super) fn header(mut self, name: &str, value: &str) -> Self {
        self.head.extend([name, ": ", value, "\r\n"]);
        self
    }

    /// Has the body go on with this, without an end.
    pub(super) fn endless(self, repeated: impl Into<Vec<u8>>) -> Self {
        self.repeated(repeated, usize::MAX, "")
    }

    /// Has the body go on with this so many times, and then end.
    pub(super) fn repeated(mut self, repeated: impl Into<Vec<u8>>, times: usize, end: &str) -> Self {
        let repeated = repeated.into();
        // Few large writes instead of many small ones.
        let block = (64_usize << 10).div_ceil(repeated.len()).min(times);
        (self.repeated, self.times) = (repeated.repeat(block), times / block);
        self.end = repeated.repeat(times % block);
        self.end.extend(end.bytes());
        self
    }

    fn write(&self, stream: &mut TcpStream) -> std::io::Result<()> {
        stream.write_all(self.head.as_bytes())?;
        stream.write_all(b"connection: close\r\n\r\n")?;
        stream.write_all(&self.start)?;
        for _ in 0..self.times {
            stream.write_all(&self.repeated)?;
        }
        stream.write_all(&self.end)
    }
}

/// What is answered to a request, by its method and target.
type Manner = dyn Fn(&str) -> Answer + Send + Sync;

/// A server on a thread of its own; it ends when this is dropped.
pub(super) struct Server {
    address: SocketAddr,
    peak: Arc<Peak>,
    requests: Arc<AtomicUsize>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that answers each request, such as `GET /api/v2/groups`.
    pub(super) fn start(manner: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (requests, ends) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (count, end, manner) = (requests.clone(), ends.clone(), Arc::new(manner) as Arc<Manner>);
        let peak = Arc::new(Peak::new(&format!("http://{address}")));
        let seen = peak.clone();
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                let (count, manner, peak) = (count.clone(), manner.clone(), seen.clone());
                // An error means that the client has gone, as it should.
                thread::spawn(move || drop(answer(stream, &count, &peak, &*manner)));
            }
        });
        Self { address, peak, requests, ends, thread: Some(thread) }
    }

    /// `http://127.0.0.1:PORT`
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was seen of the provider's memory.
    pub(super) fn peak(&self) -> Arc<Peak> {
        self.peak.clone()
    }

    /// How many requests there were.
    pub(super) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        // The thread waits for a connection: this one is its last.
        let _ = TcpStream::connect(self.address);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn answer(mut stream: TcpStream, count: &AtomicUsize, peak: &Peak, manner: &Manner) -> std::io::Result<()> {
    stream.set_read_timeout(Some(DEADLINE))?;
    stream.set_write_timeout(Some(DEADLINE))?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    count.fetch_add(1, Ordering::SeqCst);
    let request = first.trim_end_matches(" HTTP/1.1");
    peak.take();
    let written = manner(request).write(&mut stream);
    // The connection is open still, so the provider may be reading.
    peak.take();
    written
}
