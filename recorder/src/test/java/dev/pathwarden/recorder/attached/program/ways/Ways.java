package dev.pathwarden.recorder.attached.program.ways;

import java.util.LinkedHashMap;
import java.util.Map;

/** All the ways there are, by the name under which the table lists them. */
public final class Ways {

    private Ways() {
    }

    /** The ways. */
    public static Map<String, Way> all() {
        Map<String, Way> all = new LinkedHashMap<>();
        FileReads.addTo(all);
        FileWrites.addTo(all);
        FileChanges.addTo(all);
        FileDeletes.addTo(all);
        Processes.addTo(all);
        Connections.addTo(all);
        HttpRequests.addTo(all);
        HttpLibraries.addTo(all);
        Scripts.addTo(all);
        Queries.addTo(all);
        return all;
    }
}
