//! The TypeScript that the interface calls this crate with, written from the table of calls.

#![cfg_attr(
    not(test),
    expect(clippy::wildcard_imports, reason = "the table of calls names every request and every view there is")
)]

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use crate::app::*;
use crate::burden::*;
use crate::choices::*;
use crate::error::IpcError;
use crate::help::*;
use crate::journal::*;
use crate::lines::*;
use crate::meetings::*;
use crate::path::*;
use crate::people::*;
use crate::plan::*;
use crate::reflection::*;
use crate::reminders::*;
use crate::routine::*;
use crate::search::*;
use crate::service::*;
use crate::settings::*;
use crate::solat::*;
use crate::stories::*;
use crate::sync::*;
use crate::today::*;

/// The names of the events that the core sends, with what they carry.
const EVENTS: &str = "
/** Events from the core: kinds only, no content. */
export type Events = {
    /** Where the app stands has changed: ask `appView` again. */
    stage: null;
    /** A long task has come further. */
    progress: ProgressView;
    /** A reminder was delivered, missed or planned anew: ask `remindersView` or `todayView` again. */
    reminders: null;
    /** Help was asked for from the tray. */
    help: null;
    /** Something about the copy on other devices has changed: ask `syncView` again. */
    sync: null;
    /** Records came from another device: ask again for whatever is shown. */
    records: null;
};
";

struct Declarations {
    config: Config,
    met: BTreeSet<TypeId>,
    texts: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.met.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        if T::output_path().is_some() {
            let text = format!("{}export {}\n", T::docs().unwrap_or_default(), T::decl(&self.config));
            self.texts.insert(T::ident(&self.config), text);
        }
    }
}

macro_rules! calls {
    ($($name:ident($($request:ty)?) -> $view:ty;)*) => {
        fn declare(all: &mut Declarations) {
            all.visit::<IpcError>();
            all.visit::<ProgressView>();
            $($(all.visit::<$request>();)? all.visit::<$view>();)*
        }

        fn wrappers(config: &Config) -> String {
            let mut text = String::new();
            $(
                let request = None::<String>$(.or(Some(<$request as TS>::name(config))))?;
                wrapper(&mut text, stringify!($name), request.as_deref(), &<$view as TS>::name(config));
            )*
            text
        }

        /// The names of all calls, in the order of the table.
        pub const CALLS: &[&str] = &[$(stringify!($name)),*];
    };
}

crate::for_each_call!(calls);

fn wrapper(text: &mut String, name: &str, request: Option<&str>, view: &str) {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        camel.push_str(&word[..1].to_uppercase());
        camel.push_str(&word[1..]);
    }
    let written = match request {
        Some(request) => {
            writeln!(text, "    {camel}: (request: {request}) => call<{view}>(\"{name}\", {{ request }}),")
        }
        None => writeln!(text, "    {camel}: () => call<{view}>(\"{name}\"),"),
    };
    written.expect("writing to memory does not fail");
}

/// The whole of `bindings.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut all =
        Declarations { config: Config::new().with_large_int("number"), met: BTreeSet::new(), texts: BTreeMap::new() };
    declare(&mut all);
    let mut text =
        String::from("// Written by `./dev gen` from the table of calls in crates/ukhwah-client. Do not edit.\n\n");
    text.push_str("import { call } from './call';\n\n");
    for declaration in all.texts.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    text.push_str(EVENTS.trim_start());
    text.push_str("\n/** Every call to the core. */\nexport const core = {\n");
    text.push_str(&wrappers(&all.config));
    text.push_str("};\n");
    text
}
