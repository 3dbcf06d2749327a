package vn.motcua.bot.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Stands between a node and Redis and does to the replies what networks and sick servers do.
final class FaultProxy implements AutoCloseable {
    /// What becomes of replies.
    enum Fault {
        NONE, LATE, LOST, GARBLED, CUT
    }

    private static final int LATE_MILLIS = 2_000;

    private final ServerSocket server;
    private final int redis;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    volatile Fault fault = Fault.NONE;

    FaultProxy(int redis) {
        this.redis = redis;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.startVirtualThread(this::accept);
    }

    String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), redis);
                sockets.add(near);
                sockets.add(far);
                Thread.startVirtualThread(() -> pump(near, far, false));
                Thread.startVirtualThread(() -> pump(far, near, true));
            }
        } catch (IOException closed) {
            // It ends here.
        }
    }

    private void pump(Socket from, Socket to, boolean replies) {
        try (from; to) {
            var bytes = new byte[8_192];
            for (int length = from.getInputStream().read(bytes); length > 0; length = from.getInputStream()
                    .read(bytes)) {
                switch (replies ? fault : Fault.NONE) {
                    case NONE -> to.getOutputStream().write(bytes, 0, length);
                    case LATE -> {
                        Thread.sleep(LATE_MILLIS);
                        to.getOutputStream().write(bytes, 0, length);
                    }
                    case LOST -> {
                    }
                    case GARBLED -> {
                        ThreadLocalRandom.current().nextBytes(bytes);
                        to.getOutputStream().write(bytes, 0, length);
                    }
                    case CUT -> {
                        to.getOutputStream().write(bytes, 0, length / 2);
                        return;
                    }
                }
            }
        } catch (IOException | InterruptedException gone) {
            // So is the other side.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
