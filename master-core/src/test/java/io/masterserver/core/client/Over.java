package io.masterserver.core.client;

import javax.net.ssl.SSLContext;

/** How client and server of a test are connected. */
enum Over {
  TCP {
    @Override
    TestServer serve() throws Exception {
      return new TcpTestServer();
    }

    @Override
    TestServer serve(SSLContext tls) throws Exception {
      return new TcpTestServer(tls);
    }
  },
  WEB_SOCKET {
    @Override
    TestServer serve() throws Exception {
      return new WebSocketTestServer();
    }

    @Override
    TestServer serve(SSLContext tls) throws Exception {
      return new WebSocketTestServer(tls);
    }
  };

  abstract TestServer serve() throws Exception;

  abstract TestServer serve(SSLContext tls) throws Exception;
}
