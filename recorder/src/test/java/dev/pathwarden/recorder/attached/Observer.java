package dev.pathwarden.recorder.attached;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How somebody outside of the program sees that an effect has happened. */
enum Observer {
    /** A file or directory with the call's name is there. */
    MADE {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) throws IOException {
            try (Stream<Path> files = Files.list(world.directory(call))) {
                return files.anyMatch(file -> file.getFileName().toString().startsWith(call.token()));
            }
        }
    },
    /** The call's new file is there and has content. */
    FILLED {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) throws IOException {
            return Files.exists(world.fresh(call)) && Files.size(world.fresh(call)) > 0;
        }
    },
    /** The content of the call's old file is another. */
    CHANGED {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) throws IOException {
            return !Files.readString(world.old(call)).equals(World.content(call));
        }
    },
    /** The kernel noted a change of the old file's inode, and its content is the same. */
    INODE {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) throws IOException {
            return !Files.getAttribute(world.old(call), "unix:ctime").equals(world.inodeChanged(call)) && Files.readString(world.old(call)).equals(World.content(call));
        }
    },
    /** The call's old file or directory is there no more. */
    GONE {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) {
            return !Files.exists(world.old(call), LinkOption.NOFOLLOW_LINKS);
        }
    },
    /** The program printed what only the thing that it read can have told it. */
    TOLD {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) {
            return ended.lines().contains(call.token() + " read " + world.told(call));
        }
    },
    /** The listener got bytes with the call's name in them. */
    HEARD {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) {
            return world.listener().heard(call.token());
        }
    },
    /** The program printed what only the evaluated code prints. */
    PRINTED {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) {
            return ended.lines().contains(call.token() + " evaluated");
        }
    },
    /** The class file lies where it was to be written. */
    COMPILED {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) {
            return Files.exists(world.old(call).resolve("Compiled.class"));
        }
    },
    /** Another connection to the database sees a change of the call's row. */
    ROW {
        @Override
        boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) {
            return world.databases().changed(call.token());
        }
    };

    /** Whether the effect of that call has happened. */
    abstract boolean sees(World world, WayRow.Call call, WatchedJvm.Ended ended) throws IOException;

    /** Whether the effect of that call has happened. */
    static boolean saw(World world, WayRow.Call call, WatchedJvm.Ended ended) {
        try {
            return call.row().observer().sees(world, call, ended);
        } catch (IOException e) {
            throw new UncheckedIOException(call.toString(), e);
        }
    }
}
