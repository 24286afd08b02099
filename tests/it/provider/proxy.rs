//! A proxy that lets nobody through, and tells who asked.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{self, Receiver};
use std::thread;

/// Starts a proxy that answers 502; gives its URL and the first line of each request.
pub(super) fn proxy() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (tell, lines) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head =
                BufReader::new(&stream).lines().map_while(Result::ok).take_while(|l| !l.is_empty());
            let line = head.next().unwrap_or_default();
            // To the end of the head: bytes that nobody has read would reset the connection.
            head.for_each(drop);
            // Before the answer, so that whoever has the answer finds the line.
            if tell.send(line).is_err() {
                return;
            }
            let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
        }
    });
    (url, lines)
}
