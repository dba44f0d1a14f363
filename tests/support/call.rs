//! Calls of the core by their names, as the interface makes them: words in, words out.

use serde::Serialize;
use ukhwah_client::app::App;
use ukhwah_client::error::IpcError;

macro_rules! parsed {
    ($request:ident, $words:expr) => {
        serde_json::from_str($words).expect(concat!("a ", stringify!($request)))
    };
}

macro_rules! calls {
    ($($name:ident($($request:ident)?) -> $view:tt;)*) => {
        /// Makes a call with a request in JSON, and gives its answer in JSON.
        ///
        /// # Panics
        /// If there is no such call, the request is none of its kind, or it is refused.
        #[must_use]
        pub fn call(app: &App, name: &str, request: &str) -> String {
            match name {
                $(stringify!($name) => answer(name, app.$name($(parsed!($request, request))?)),)*
                _ => panic!("there is no call {name}"),
            }
        }
    };
}

ukhwah_client::for_each_call!(calls);

fn answer(name: &str, answer: Result<impl Serialize, IpcError>) -> String {
    let view = answer.unwrap_or_else(|error| panic!("{name}: {error:?}"));
    serde_json::to_string(&view).expect("a view is plain JSON")
}
