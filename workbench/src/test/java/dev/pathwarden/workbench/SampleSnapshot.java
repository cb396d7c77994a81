package dev.pathwarden.workbench;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.nio.file.Path;
import java.util.List;

/** A snapshot that holds its runs in memory. */
public final class SampleSnapshot implements Snapshot {

    private final List<RecordedRun> runs;
    private boolean closed;
    private Path location = Path.of("demo.pathwarden");

    public SampleSnapshot(RecordedRun... runs) {
        this.runs = List.of(runs);
    }

    /** The two runs of the demo and an imported one. */
    public static SampleSnapshot demo() {
        return new SampleSnapshot(SampleRuns.stopped(), SampleRuns.allowed(), SampleRuns.imported());
    }

    /** The same, said to be in that place. */
    public SampleSnapshot at(Path place) {
        location = place;
        return this;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public List<RunSummary> runs() {
        return runs.stream().map(SampleRuns::summary).toList();
    }

    @Override
    public RecordedRun run(RunId id) {
        return runs.stream().filter(run -> run.run().id().equals(id)).findFirst()
                .orElseThrow(() -> new SnapshotException(SnapshotException.Cause.INPUT, "There is no run " + id + " in demo.pathwarden."));
    }

    @Override
    public List<ProcessInfo> processes() {
        return List.of(new ProcessInfo(4242, SampleRuns.START, "report-agent.jar", "17.0.12", null, null,
                List.of(new ProcessInfo.HookState("file.read", true, ""), new ProcessInfo.HookState("file.write", true, ""),
                        new ProcessInfo.HookState("net.dns", false, "java.net.InetAddress was not transformed"), new ProcessInfo.HookState("jdbc.h2", null, "")), 12, 0));
    }

    @Override
    public List<String> damages() {
        return List.of();
    }

    @Override
    public void close() {
        closed = true;
    }
}
