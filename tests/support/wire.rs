//! A client of HTTP/1.1 that sends exactly what it is told, also what no library would send.

use std::io;
use std::net::{IpAddr, SocketAddr};

use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use ukhwah_protocol::error::{ErrorCode, PROBLEM_MEDIA_TYPE, Problem};

/// One connection, kept open between calls.
pub struct Wire {
    address: SocketAddr,
    from: Option<IpAddr>,
    stream: Option<BufReader<TcpStream>>,
}

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Ask<'a> {
    /// `GET` and so on.
    pub method: &'a str,
    /// Path and query.
    pub target: &'a str,
    /// Lines of the head, beside those for host and length.
    pub headers: Vec<(&'a str, String)>,
    /// The body, if there is one.
    pub body: Option<&'a [u8]>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Lines of the head, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a line of the head.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The problem that it is, which must be a whole one.
    #[must_use]
    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), Some(PROBLEM_MEDIA_TYPE), "{self:?}");
        let problem: Problem = serde_json::from_slice(&self.body).expect("a problem");
        assert_eq!(problem.status, self.status);
        assert!(problem.r#type == format!("urn:ukhwah:error:{}", problem.code) && !problem.title.is_empty());
        problem
    }

    /// The code of the problem that it is.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        ErrorCode::from_name(&self.problem().code).expect("a known code")
    }
}

impl Wire {
    /// Will connect when it is first used.
    #[must_use]
    pub const fn to(address: SocketAddr) -> Self {
        Self { address, from: None, stream: None }
    }

    /// The same, from another address of this machine.
    #[must_use]
    pub const fn from(mut self, from: IpAddr) -> Self {
        self.from = Some(from);
        self
    }

    /// Connects if it is not connected.
    ///
    /// # Errors
    /// If nobody listens.
    pub async fn connect(&mut self) -> io::Result<&mut BufReader<TcpStream>> {
        if self.stream.is_none() {
            let socket = if self.address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
            if let Some(from) = self.from {
                socket.bind((from, 0).into())?;
            }
            let stream = socket.connect(self.address).await?;
            stream.set_nodelay(true)?;
            self.stream = Some(BufReader::with_capacity(4 * 1024, stream));
        }
        self.stream.as_mut().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    /// Sends bytes as they are.
    ///
    /// # Errors
    /// If the connection ended.
    pub async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.connect().await?.write_all(bytes).await
    }

    /// Asks and reads the answer.
    ///
    /// # Errors
    /// If the connection ends before its end; the next call makes another.
    pub async fn ask(&mut self, ask: &Ask<'_>) -> io::Result<Answer> {
        let bytes = self.write(ask);
        self.send(&bytes).await.inspect_err(|_| self.stream = None)?;
        self.answer().await
    }

    /// The bytes of a request.
    #[must_use]
    pub fn write(&self, ask: &Ask<'_>) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\nhost: {}\r\n", ask.method, ask.target, self.address);
        for (name, value) in &ask.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if let Some(body) = ask.body {
            head += &format!("content-length: {}\r\n", body.len());
        }
        [head.as_bytes(), b"\r\n", ask.body.unwrap_or_default()].concat()
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// If the connection ends before its end.
    pub async fn answer(&mut self) -> io::Result<Answer> {
        let stream = self.stream.as_mut().ok_or(io::ErrorKind::NotConnected)?;
        let read = read(stream).await;
        let is_last = read.as_ref().map_or(true, |answer| answer.header("connection") == Some("close"));
        if is_last {
            self.stream = None;
        }
        read
    }

    /// Ends the connection.
    pub fn close(&mut self) {
        self.stream = None;
    }

    /// Whether the server ends the connection, without another word.
    pub async fn is_ended(&mut self) -> bool {
        let Some(stream) = self.stream.as_mut() else { return true };
        !matches!(stream.read(&mut [0]).await, Ok(1..))
    }
}

/// Reads an answer from any stream.
///
/// # Errors
/// If it ends before the answer does.
pub async fn read<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> io::Result<Answer> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidData);
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(invalid)?;
    let mut headers = Vec::new();
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(Ok(0), |(_, value)| value.parse().map_err(|_| invalid()))?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(Answer { status, headers, body })
}
