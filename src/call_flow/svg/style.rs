//! The colours of pictures, light and dark.
//!
//! Shapes have their light colours as attributes too, for programs that know no variables.

use crate::call_flow::mark::Mark;

/// The colours. On paper they are the light ones.
pub(in crate::call_flow) const COLOURS: &str = "\
:root{color-scheme:light dark;--page:#ffffff;--ink:#1f2328;--soft:#59636e;--card:#ffffff;--head:#dce8f2;--unreached:#e4e4e4;\
--border:#5b6b7b;--frame:#9aa7b4;--rule:#d8dee4;--edge:#5b6b7b;--problem:#b3261e;--added:#116329;--changed:#7a4d00;--removed:#a40e26}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--ink:#e6edf3;--soft:#9aa4af;--card:#151b23;--head:#1f3347;--unreached:#33383f;\
--border:#8b98a5;--frame:#4c5661;--rule:#2c343d;--edge:#9fb0c0;--problem:#ff9d94;--added:#56d364;--changed:#e3b341;--removed:#ff7b72}}
@media print{:root{--page:#ffffff;--ink:#1f2328;--soft:#59636e;--card:#ffffff;--head:#dce8f2;--unreached:#e4e4e4;\
--border:#5b6b7b;--frame:#9aa7b4;--rule:#d8dee4;--edge:#5b6b7b;--problem:#b3261e;--added:#116329;--changed:#7a4d00;--removed:#a40e26}}
";

/// Which parts of a picture have which colour.
pub(in crate::call_flow) const PICTURE: &str = "\
svg{fill:var(--ink)}
svg .page{fill:var(--page)}
svg .frame{fill:none;stroke:var(--frame)}
svg .card{fill:var(--card)}
svg .head{fill:var(--head)}
svg .unreached{fill:var(--unreached)}
svg .rule{stroke:var(--rule)}
svg .sign{fill:none;stroke:var(--soft)}
svg .soft{fill:var(--soft)}
svg .halo{fill:none;stroke:var(--page)}
svg .edge{fill:none;stroke:var(--edge)}
svg .tip{fill:var(--edge)}
svg .border{fill:none;stroke:var(--border)}
svg .mark{fill:none}
svg path.problem,svg rect.problem{stroke:var(--problem)}
svg path.added,svg rect.added{stroke:var(--added)}
svg path.changed,svg rect.changed{stroke:var(--changed)}
svg path.removed,svg rect.removed{stroke:var(--removed)}
svg text.problem{fill:var(--problem)}
svg text.added,svg .tip.added{fill:var(--added)}
svg text.changed,svg .tip.changed{fill:var(--changed)}
svg text.removed,svg .tip.removed{fill:var(--removed)}
svg .way:hover .edge{stroke-width:4px}
";

/// The colour of problems.
pub(super) const PROBLEM: &str = "#b3261e";

/// The colour of what matters less.
pub(super) const SOFT: &str = "#59636e";

/// How a part that a plan changes looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// The class, with a space before it; empty for what stays as it is.
    pub(super) class: &'static str,
    /// The colour.
    pub(super) colour: &'static str,
    /// How thick and how broken its border is.
    pub(super) border: &'static str,
}

/// Returns how a part looks, by what a plan does to it.
pub(super) const fn look(mark: Mark) -> Look {
    match mark {
        Mark::Unchanged => Look { class: "", colour: "#5b6b7b", border: r#"stroke-width="1.5""# },
        Mark::Added => Look { class: " added", colour: "#116329", border: r#"stroke-width="3.5""# },
        Mark::Changed => Look {
            class: " changed",
            colour: "#7a4d00",
            border: r#"stroke-width="3" stroke-dasharray="0.1 5" stroke-linecap="round""#,
        },
        Mark::Removed => Look {
            class: " removed",
            colour: "#a40e26",
            border: r#"stroke-width="2" stroke-dasharray="9 6""#,
        },
    }
}
