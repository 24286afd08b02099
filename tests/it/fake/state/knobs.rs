//! Knobs: how the account behaves where the API reference leaves it open.

use std::time::Duration;

/// What a PUT does with what it doesn't name: the options of a route, the fields of an IVR or a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// What is sent replaces the old.
    Replace,
    /// What is not named is kept, but for options of another action; null removes one.
    Merge,
}

/// What a PUT with `options` but without `action` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OptionsWithoutAction {
    /// It is refused with 422.
    Refuse,
    /// It is answered as if `options` had not been sent.
    Ignore,
    /// It is taken as if the action had been sent as it is.
    Accept,
}

/// What becomes of a phone number that another IVR has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TakenNumber {
    /// It leaves the other IVR.
    Move,
    /// The write is refused with 422.
    Refuse,
}

/// What becomes of a route's groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Groups {
    /// They are stored as they are sent.
    AsSent,
    /// They are stored in ascending order.
    Sorted,
    /// The first alone is stored.
    First,
}

/// What the answers to a DELETE look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delete {
    /// 200 with the deleted object, as on the reference page.
    WithBody,
    /// 204 without a body, as Zendesk's general page says.
    NoContent,
}

/// What answers show as `overflow_options`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overflow {
    /// What was sent, `[]` if nothing was (as in every recording).
    Echo,
    /// `[]`, whatever was sent.
    AlwaysEmpty,
    /// `null`, whatever was sent.
    Null,
    /// The field is not there (as in the reference page's examples).
    Missing,
}

/// A rate limit: so many requests in each window of time, 429 with Retry-After for the rest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RateLimit {
    /// Requests that are answered in one window.
    pub(crate) requests: u32,
    /// Length of the window.
    pub(crate) window: Duration,
}

/// All knobs; the default is what the reference and the recordings say, strict where they say nothing.
#[derive(Clone, Debug)]
pub(crate) struct Knobs {
    /// Most objects on one page of a list.
    pub(crate) page_size: usize,
    /// Whether lists are paged and carry `next_page`, `previous_page` and `count`.
    pub(crate) envelope: bool,
    pub(crate) put: Put,
    pub(crate) options_without_action: OptionsWithoutAction,
    /// Whether a second route for the same key of a menu is refused.
    pub(crate) unique_keypress: bool,
    pub(crate) delete: Delete,
    pub(crate) taken_number: TakenNumber,
    /// Whether menus without a greeting show `"ivr_none"`, one of Zendesk's own, rather than `null`.
    pub(crate) named_no_greeting: bool,
    /// Whether names and texts are stored without the white space around them.
    pub(crate) trim_texts: bool,
    /// Fields that the answers to writes leave out, wherever they stand in them.
    pub(crate) left_out: &'static [&'static str],
    pub(crate) groups: Groups,
    /// The group that takes the place of one which the account doesn't have.
    pub(crate) default_group: Option<i64>,
    /// Whether fields that the reference doesn't name are refused rather than ignored.
    pub(crate) strict_fields: bool,
    /// Whether `Accept` and (on writes) `Content-Type` must say `application/json`.
    pub(crate) strict_headers: bool,
    /// Whether phone numbers are stored as digits with a leading plus only.
    pub(crate) normalize_phone_numbers: bool,
    /// Whether tags are stored in lower case, sorted and without repetition.
    pub(crate) normalize_tags: bool,
    /// Whether `options` always carry `tags`, empty if none were sent.
    pub(crate) always_tags: bool,
    pub(crate) overflow: Overflow,
    /// Whether IVRs hold their menus.
    pub(crate) nested_menus: bool,
    /// Whether menus hold their routes.
    pub(crate) nested_routes: bool,
    /// Whether routes inside menus show all options; without it, tags and text-back options are left out.
    pub(crate) nested_options: bool,
    /// Whether JSON objects list their keys in reverse order.
    pub(crate) reverse_keys: bool,
    /// Whether a PUT clears the route's greeting.
    pub(crate) clear_greeting_on_put: bool,
    /// Whether a connection serves one request, and is closed instead of answering a second one.
    pub(crate) one_request_per_connection: bool,
    /// Time that passes before each answer.
    pub(crate) latency: Duration,
    pub(crate) rate_limit: Option<RateLimit>,
}

impl Default for Knobs {
    fn default() -> Self {
        Self {
            page_size: 100,
            envelope: true,
            put: Put::Replace,
            options_without_action: OptionsWithoutAction::Refuse,
            unique_keypress: true,
            delete: Delete::WithBody,
            taken_number: TakenNumber::Move,
            named_no_greeting: false,
            trim_texts: false,
            left_out: &[],
            groups: Groups::AsSent,
            default_group: None,
            strict_fields: true,
            strict_headers: true,
            normalize_phone_numbers: false,
            normalize_tags: false,
            always_tags: false,
            overflow: Overflow::Echo,
            nested_menus: true,
            nested_routes: true,
            nested_options: true,
            reverse_keys: false,
            clear_greeting_on_put: false,
            one_request_per_connection: false,
            latency: Duration::ZERO,
            rate_limit: None,
        }
    }
}
