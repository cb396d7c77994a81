package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.recorder.context.WeakIdentityMap;
import java.util.concurrent.locks.ReentrantLock;

/** The servers that clients of this program talk to, each known by an object that lives as long as the connection. For any thread. */
final class McpServers {

    private final WeakIdentityMap<McpServer> servers = new WeakIdentityMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final KnownTools known;

    /**
     * Servers of which nothing has been heard yet.
     *
     * @param known what is known of their tools from earlier runs; null where nothing is remembered
     */
    McpServers(KnownTools known) {
        this.known = known;
    }

    McpServer of(Object connection) {
        McpServer known = servers.get(connection);
        return known == null ? meet(connection) : known;
    }

    private McpServer meet(Object connection) {
        lock.lock();
        try {
            McpServer known = servers.get(connection);
            if (known == null) {
                known = new McpServer(this.known);
                servers.put(connection, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
