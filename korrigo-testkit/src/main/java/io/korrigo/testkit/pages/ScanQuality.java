package io.korrigo.testkit.pages;

/** How badly pages are printed, fed and scanned. */
public enum ScanQuality {
    /** A flatbed and a careful person. */
    EASY(new ScanFaults(0.5, 0.001, 0.5, 4, 2, 0, 0, 0, 0, 0.1, 78, 90, 200, 200)),
    /** A school's copier with a feeder. */
    NORMAL(new ScanFaults(1.3, 0.003, 0.7, 8, 10, 2, 0.15, 0.02, 0.1, 0.3, 65, 88, 150, 300)),
    /** A copier that wants cleaning, at a careless setting. */
    HARD(new ScanFaults(2.8, 0.006, 0.9, 12, 40, 8, 0.5, 0.1, 0.3, 0.5, 50, 75, 150, 300)),
    /** What nobody should have to read. */
    WORST(new ScanFaults(5, 0.015, 1.1, 16, 120, 25, 0.8, 0.25, 0.6, 0.7, 40, 60, 150, 200));

    private final ScanFaults faults;

    ScanQuality(ScanFaults faults) {
        this.faults = faults;
    }

    ScanFaults faults() {
        return faults;
    }
}
