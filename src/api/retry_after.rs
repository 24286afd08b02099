//! The `Retry-After` header.

use std::time::{Duration, SystemTime};

/// Reads seconds or an HTTP date; what is absent, over or unreadable is none.
///
/// Source: [RFC 9110, 10.2.3](https://www.rfc-editor.org/rfc/rfc9110.html#field.retry-after).
pub(super) fn parse(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    let wait = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a wait without end.
        Duration::from_secs(value.parse().unwrap_or(u64::MAX))
    } else {
        httpdate::parse_http_date(value).ok()?.duration_since(now).ok()?
    };
    (!wait.is_zero()).then_some(wait)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::parse;

    #[test]
    fn seconds_and_dates_are_read() {
        // date -d '1994-11-06 08:49:37 UTC' +%s
        let now = UNIX_EPOCH + Duration::from_secs(784_111_777);
        let cases = [
            ("93", Some(93)),
            (" 1 ", Some(1)),
            ("86400", Some(86400)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:48:37 GMT", None),
            ("0", None),
            ("", None),
            ("-1", None),
            ("soon", None),
        ];
        for (value, seconds) in cases {
            assert_eq!(parse(value, now), seconds.map(Duration::from_secs), "{value}");
        }
    }
}
