//! Logs for Terraform: one JSON object a line on standard error, as go-plugin's host reads them.
//!
//! Source: go-plugin's `log_entry.go`. The host takes a line for JSON only if its time has six fraction digits.

use std::io::Write;

use serde_json::{Map, Value};
use time::OffsetDateTime;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::plain_text::cut_lines;

/// The crate whose log lines are shown; those of HTTP libraries could hold credentials.
const TARGET: &str = "zendesk";

/// The length at which a text is cut, in characters.
const MAX_CHARS: usize = 10_000;

/// Starts writing logs, at the level that the environment asks for.
///
/// `name` is the provider's type name, as in `zendesk`. The first variable that is set decides: `TF_LOG_PROVIDER_<NAME>`,
/// `TF_LOG_PROVIDER`, `TF_LOG`. Values: `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR`, `OFF`; `JSON` and what is unknown are
/// `TRACE`, as for Terraform itself. Without any of them nothing is logged.
pub fn init_logging(name: &str) {
    let level = level(name, |variable| std::env::var(variable).ok());
    if level == LevelFilter::OFF {
        return;
    }
    let layer =
        HostLog::new(name, Box::new(to_stderr)).with_filter(Targets::new().with_target(TARGET, level));
    // A process that has a subscriber already keeps it.
    let _ = tracing_subscriber::registry().with(layer).try_init();
}

fn level(name: &str, lookup: impl Fn(&str) -> Option<String>) -> LevelFilter {
    let own = format!("TF_LOG_PROVIDER_{}", name.to_uppercase().replace('-', "_"));
    let set = [own.as_str(), "TF_LOG_PROVIDER", "TF_LOG"]
        .into_iter()
        .filter_map(lookup)
        .find(|value| !value.trim().is_empty());
    match set.map(|value| value.trim().to_uppercase()).as_deref() {
        None | Some("OFF") => LevelFilter::OFF,
        Some("ERROR") => LevelFilter::ERROR,
        Some("WARN") => LevelFilter::WARN,
        Some("INFO") => LevelFilter::INFO,
        Some("DEBUG") => LevelFilter::DEBUG,
        Some(_) => LevelFilter::TRACE,
    }
}

fn to_stderr(line: &[u8]) {
    // Nobody is left to be told that standard error is gone.
    let _ = std::io::stderr().lock().write_all(line);
}

/// Takes one line, with its newline.
type Sink = Box<dyn Fn(&[u8]) + Send + Sync>;

/// The layer that writes each event with the fields of the spans around it.
struct HostLog {
    module: String,
    sink: Sink,
}

impl HostLog {
    fn new(name: &str, sink: Sink) -> Self {
        Self { module: name.replace('-', "_"), sink }
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for HostLog {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        span.extensions_mut().insert(fields);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(fields) = span.extensions_mut().get_mut::<Fields>() {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut entry = Fields::default();
        for span in context.event_scope(event).into_iter().flat_map(|scope| scope.from_root()) {
            if let Some(fields) = span.extensions().get::<Fields>() {
                entry.0.extend(fields.0.clone());
            }
        }
        event.record(&mut entry);
        let message = entry.0.remove("message").unwrap_or_else(|| "".into());
        entry.set("@message", message);
        entry.set("@level", level_name(*event.metadata().level()));
        entry.set("@module", self.module.as_str());
        entry.set("@timestamp", timestamp(OffsetDateTime::now_utc()));
        (self.sink)(format!("{}\n", Value::Object(entry.0)).as_bytes());
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::TRACE => "trace",
        Level::DEBUG => "debug",
        Level::INFO => "info",
        Level::WARN => "warn",
        Level::ERROR => "error",
    }
}

fn timestamp(now: OffsetDateTime) -> String {
    let (year, month, day) = now.to_calendar_date();
    let (hour, minute, second, micros) = now.to_hms_micro();
    let month = u8::from(month);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micros:06}Z")
}

/// The fields of a span or an event.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.record_str(field, &format!("{value:?}"));
    }

    // JSON would escape some control characters, but the host shows what it reads from it.
    fn record_str(&mut self, field: &Field, value: &str) {
        self.set(field.name(), cut_lines(value, MAX_CHARS));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.set(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.set(field.name(), value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.set(field.name(), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.set(field.name(), value);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use time::{Date, Month, Time};

    use super::*;

    #[test]
    fn first_variable_that_is_set_decides_the_level() {
        let cases: [(&[(&str, &str)], LevelFilter); 10] = [
            (&[], LevelFilter::OFF),
            (&[("TF_LOG", "debug")], LevelFilter::DEBUG),
            (&[("TF_LOG", " ")], LevelFilter::OFF),
            (&[("TF_LOG", "warn\n"), ("TF_LOG_PROVIDER", " ")], LevelFilter::WARN),
            (&[("TF_LOG", "JSON")], LevelFilter::TRACE),
            (&[("TF_LOG", "nonsense")], LevelFilter::TRACE),
            (&[("TF_LOG", "TRACE"), ("TF_LOG_PROVIDER", "WARN")], LevelFilter::WARN),
            (&[("TF_LOG", "TRACE"), ("TF_LOG_PROVIDER", "")], LevelFilter::TRACE),
            (&[("TF_LOG_PROVIDER", "TRACE"), ("TF_LOG_PROVIDER_ZENDESK", "OFF")], LevelFilter::OFF),
            (&[("TF_LOG_PROVIDER_ZENDESK", "INFO")], LevelFilter::INFO),
        ];
        for (variables, expected) in cases {
            let lookup = |name: &str| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(level("zendesk", lookup), expected, "{variables:?}");
        }
    }

    #[test]
    fn time_has_exactly_six_fraction_digits() {
        let date = Date::from_calendar_date(2026, Month::March, 4).unwrap();
        let whole = date.with_time(Time::from_hms(5, 6, 7).unwrap()).assume_utc();
        assert_eq!(timestamp(whole), "2026-03-04T05:06:07.000000Z");
        let fine = date.with_time(Time::from_hms_nano(23, 59, 59, 999_999_999).unwrap()).assume_utc();
        assert_eq!(timestamp(fine), "2026-03-04T23:59:59.999999Z");
    }

    #[test]
    fn line_holds_the_fields_of_event_and_spans() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&lines);
        let layer =
            HostLog::new("zend-esk", Box::new(move |line| sink.lock().unwrap().extend_from_slice(line)));
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            let _outer =
                tracing::error_span!("rpc", tf_rpc = "ReadResource", late = tracing::field::Empty).entered();
            let inner = tracing::error_span!("inner", tf_req_id = 7_u64).entered();
            inner.record("tf_req_id", 8_u64);
            tracing::warn!(count = -1_i64, ratio = 0.5, ok = true, from = "\u{1b}\u{9b}", "slow\nline");
        });
        let text = String::from_utf8(lines.lock().unwrap().clone()).unwrap();
        let mut line: Value = serde_json::from_str(text.strip_suffix('\n').unwrap()).unwrap();
        assert!(!text.trim_end().contains('\n'), "one line");
        assert!(line.as_object_mut().unwrap().remove("@timestamp").unwrap().is_string());
        assert_eq!(
            line,
            serde_json::json!({
                "@level": "warn", "@message": "slow\nline", "@module": "zend_esk", "tf_rpc": "ReadResource",
                "tf_req_id": 8, "count": -1, "ratio": 0.5, "ok": true,
                "from": "\\u{1b}\\u{9b}",
            })
        );
    }
}
