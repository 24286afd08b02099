//! The account's name becomes its URL. A proxy sees where the provider wants to go, and lets nobody through.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::cases::{aliases, with_environment};

/// Starts a proxy that answers 502; gives its URL and the first line of each request.
fn proxy() -> (String, Receiver<String>) {
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
            let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n");
            if tell.send(line).is_err() {
                return;
            }
        }
    });
    (url, lines)
}

#[test]
fn becomes_the_url_and_proxies_are_used() {
    let (url, lines) = proxy();
    let mut acc = with_environment();
    acc.env("HTTPS_PROXY", &url).env("ZENDESK_MAX_RETRIES", "0").env_remove("ZENDESK_BASE_URL");
    acc.env("ZENDESK_SUBDOMAIN", "acme").env("ZENDESK_ACCOUNT", "other");
    let blocks = [("environment", ""), ("block", "subdomain = \"d3v-acme\"")];
    let output = acc.plan_fails(&aliases(&blocks));
    output.error("Failed to list IVR routes").says("Routes of menu 1000");
    let mut asked: Vec<_> = lines.try_iter().collect();
    asked.sort();
    assert_eq!(asked, ["CONNECT acme.zendesk.com:443 HTTP/1.1", "CONNECT d3v-acme.zendesk.com:443 HTTP/1.1"]);

    acc.env_remove("ZENDESK_SUBDOMAIN");
    acc.plan_fails(&aliases(&[("other_name", "")]));
    assert_eq!(lines.try_iter().collect::<Vec<_>>(), ["CONNECT other.zendesk.com:443 HTTP/1.1"]);
}
