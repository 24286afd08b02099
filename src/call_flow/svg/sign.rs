//! The small signs that stand for what a key does.

use crate::call_flow::flow::Key;
use crate::call_flow::kind::Kind;
use crate::call_flow::way::Way;

/// A hexagon.
const GROUP: &str = "M-7 0L-3.5-6H3.5L7 0L3.5 6H-3.5Z";
/// A parallelogram.
const VOICEMAIL: &str = "M-4-5H8L4 5H-8Z";
/// A box that points to the right.
const PHONE_NUMBER: &str = "M-7-5H2L7 0L2 5H-7Z";
/// A speech balloon.
const TEXTBACK: &str = "M-7-6H7V3H-1L-4 6.5V3H-7Z";
/// A table with a head.
const MENU: &str = "M-6-6H6V6H-6ZM-6-2H6";
/// An arrow that turns back.
const BACK: &str = "M-5 5H2A4.5 4.5 0 0 0 2-4H-6M-3-7L-6-4L-3-1";
/// A circle that is crossed out.
const NOWHERE: &str = "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0-6 0M-4.2-4.2L4.2 4.2";
/// A dot.
const OTHER: &str = "M-2 0A2 2 0 1 0 2 0A2 2 0 1 0-2 0";
/// A ring in a ring: callers are disconnected.
pub(super) const HANG_UP: &str = "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0-6 0M-3 0A3 3 0 1 0 3 0A3 3 0 1 0-3 0";

/// Returns the sign of a key, as the path of a shape around a point.
pub(super) const fn sign(key: &Key) -> &'static str {
    match (key.way, key.kind) {
        (Way::Nowhere(_), _) | (Way::Out, Kind::Menu) => NOWHERE,
        (Way::Back(_) | Way::Aside(_), _) => BACK,
        (Way::On(_), _) => MENU,
        (Way::Out, Kind::Group) => GROUP,
        (Way::Out, Kind::Voicemail) => VOICEMAIL,
        (Way::Out, Kind::PhoneNumber) => PHONE_NUMBER,
        (Way::Out, Kind::Textback) => TEXTBACK,
        (Way::Out, Kind::Other) => OTHER,
    }
}
