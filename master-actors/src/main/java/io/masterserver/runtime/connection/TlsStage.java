package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.pekko.Done;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * TLS between the bytes of a socket and a connection.
 *
 * <p>Pekko has such a stage, too. In an attack on the server it was seen to unwrap the same bytes
 * again and again without an end, and with it stood the event loop that it was on. This one gives
 * up what makes no progress. It runs in the stream of the connection, without an actor of its own,
 * and has no buffers while nothing happens.
 *
 * <p>Keys cost a millisecond or two for each client. That is not spent in the stream, where all
 * clients of an event loop would wait for it, but on threads of its own; if the client has gone
 * before its turn comes, not at all.
 */
final class TlsStage extends GraphStage<BidiShape<ByteString, ByteString, ByteString, ByteString>> {

  /** From so much on that the network has not taken, nothing more is read. */
  private static final int MOST_OUTGOING = 64 * 1024;

  private static final String CLOSE = "close";

  private final Supplier<SSLEngine> engines;
  private final Executor handshakes;
  private final Duration closeTimeout;
  private final Inlet<ByteString> encryptedIn = Inlet.create("tls.encrypted-in");
  private final Outlet<ByteString> plainOut = Outlet.create("tls.plain-out");
  private final Inlet<ByteString> plainIn = Inlet.create("tls.plain-in");
  private final Outlet<ByteString> encryptedOut = Outlet.create("tls.encrypted-out");
  private final BidiShape<ByteString, ByteString, ByteString, ByteString> shape =
      BidiShape.of(encryptedIn, plainOut, plainIn, encryptedOut);

  /**
   * @param engines makes the engine of each connection, which knows whether it is the server's side
   * @param handshakes runs what takes long in a handshake
   * @param closeTimeout how long TLS may go on when the connection has said all that it has to say:
   *     the last of it may not be taken, or the handshake not be finished
   */
  TlsStage(Supplier<SSLEngine> engines, Executor handshakes, Duration closeTimeout) {
    this.engines = engines;
    this.handshakes = handshakes;
    this.closeTimeout = closeTimeout;
  }

  @Override
  public BidiShape<ByteString, ByteString, ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic(new TlsSession(engines.get()));
  }

  private final class Logic extends TimerGraphStageLogic {

    private final TlsSession tls;
    private final AsyncCallback<Done> whenWorked = createAsyncCallback(done -> onWorked());

    /** Encrypted, and not read yet. */
    private ByteString arrived = ByteString.emptyByteString();

    /** What the connection has not asked for yet. */
    private ByteString received = ByteString.emptyByteString();

    /** Not encrypted yet. */
    private ByteString unsent = ByteString.emptyByteString();

    private boolean allArrived;
    private boolean allSent;

    /** Whether nothing more will be encrypted, and the peer has been told, if that was possible. */
    private boolean closed;

    /** Whether a task is run, and TLS must not be touched until it is done. */
    private boolean working;

    /** Read by the thread that runs a task. */
    private volatile boolean over;

    Logic(TlsSession tls) {
      super(shape);
      this.tls = tls;
      setHandler(encryptedIn, new Receiving());
      setHandler(plainOut, new Received());
      setHandler(plainIn, new Sending());
      setHandler(encryptedOut, new Sent());
    }

    @Override
    public void preStart() {
      pull(encryptedIn); // the handshake is nobody's demand
    }

    @Override
    public void postStop() {
      over = true;
    }

    private final class Receiving extends AbstractInHandler {
      @Override
      public void onPush() {
        arrived = grab(encryptedIn);
        goOn();
      }

      @Override
      public void onUpstreamFinish() {
        allArrived = true;
        goOn();
      }
    }

    private final class Received extends AbstractOutHandler {
      @Override
      public void onPull() {
        goOn();
      }

      /** What comes from now on is read nevertheless: so its end is noticed. */
      @Override
      public void onDownstreamFinish(Throwable cause) {
        goOn();
      }
    }

    private final class Sending extends AbstractInHandler {
      @Override
      public void onPush() {
        unsent = grab(plainIn);
        goOn();
      }

      @Override
      public void onUpstreamFinish() {
        endSending();
        goOn();
      }
    }

    private final class Sent extends AbstractOutHandler {
      @Override
      public void onPull() {
        goOn();
      }
    }

    private void endSending() {
      allSent = true;
      scheduleOnce(CLOSE, closeTimeout);
    }

    @Override
    public void onTimer(Object timer) {
      failStage(new ConnectionAborted("TLS was not closed within " + closeTimeout));
    }

    private void goOn() {
      if (!working) {
        try {
          process();
        } catch (SSLException e) {
          broken(e);
        }
      }
      deliverToNetwork();
      deliverToConnection();
      if (!isClosed(plainIn)
          && !hasBeenPulled(plainIn)
          && tls.isEstablished()
          && unsent.isEmpty()
          && tls.outgoingBytes() == 0) {
        pull(plainIn);
      }
      if (!isClosed(encryptedIn)
          && !hasBeenPulled(encryptedIn)
          && arrived.isEmpty()
          && received.isEmpty()
          && tls.outgoingBytes() < MOST_OUTGOING) {
        pull(encryptedIn);
      }
    }

    private void process() throws SSLException {
      if (!arrived.isEmpty()) {
        receive();
      }
      if (!working && !unsent.isEmpty()) {
        tls.send(unsent);
        unsent = ByteString.emptyByteString();
      }
      if (!working && allSent && !closed) {
        closed = true;
        tls.close();
      }
    }

    private void receive() throws SSLException {
      ByteString now = arrived;
      arrived = ByteString.emptyByteString();
      received = received.concat(tls.received(now));
      Runnable task = tls.task();
      if (task == null) {
        allArrived |= tls.isEndOfInput();
      } else {
        working = true;
        handshakes.execute(() -> work(task));
      }
    }

    private void work(Runnable task) {
      if (!over) {
        task.run();
        whenWorked.invoke(Done.getInstance());
      }
    }

    private void onWorked() {
      working = false;
      try {
        receive(); // at least what waits in there
      } catch (SSLException e) {
        broken(e);
      }
      goOn();
    }

    /** Nothing can be understood any more: the peer is told, and then it is over. */
    private void broken(SSLException cause) {
      tls.alert();
      arrived = ByteString.emptyByteString();
      unsent = ByteString.emptyByteString();
      allArrived = true;
      endSending();
      closed = true;
      if (!isClosed(plainIn)) {
        cancel(plainIn, cause);
      }
      if (!isClosed(plainOut)) {
        fail(plainOut, cause);
      }
    }

    private void deliverToNetwork() {
      if (tls.outgoingBytes() > 0 && isAvailable(encryptedOut)) {
        push(encryptedOut, tls.takeOutgoing());
      }
      if (closed && tls.outgoingBytes() == 0 && !isClosed(encryptedOut)) {
        complete(encryptedOut);
      }
    }

    private void deliverToConnection() {
      if (isClosed(plainOut)) {
        received = ByteString.emptyByteString();
        return;
      }
      if (!received.isEmpty() && isAvailable(plainOut)) {
        push(plainOut, received);
        received = ByteString.emptyByteString();
      }
      if (received.isEmpty() && arrived.isEmpty() && allArrived && !working) {
        complete(plainOut);
      }
    }
  }
}
