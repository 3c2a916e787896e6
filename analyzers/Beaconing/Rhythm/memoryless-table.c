/* Makes MemorylessTable.cs: quantiles of the relative width of the shortest half of n exponential intervals (n even).
   cc -O2 -o memoryless memoryless-table.c -lm && ./memoryless */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define SIMULATIONS 2000000

static uint64_t state = 0x9E3779B97F4A7C15ull; /* a fixed seed: the table is the same every time */

static double uniform(void) {
    state ^= state << 13; state ^= state >> 7; state ^= state << 17;
    return ((state >> 11) + 0.5) / 9007199254740992.0;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Sorted exponentials without sorting: the gaps between order statistics are independent (Renyi 1953). */
static double width(int n) {
    double x[256], sum = 0;
    for (int i = 0; i < n; i++) x[i] = sum += -log(uniform()) / (n - i);
    int half = (n + 1) / 2;
    double best = x[half - 1] - x[0];
    for (int i = 1; i + half <= n; i++) if (x[i + half - 1] - x[i] < best) best = x[i + half - 1] - x[i];
    double median = (x[n / 2 - 1] + x[n / 2]) / 2;
    return best / median;
}

int main(void) {
    static const int counts[] = {8, 10, 12, 14, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256};
    static const double levels[] = {0.5, 0.1, 0.01, 1e-3, 1e-4, 1e-5};
    double *w = malloc(SIMULATIONS * sizeof *w);
    for (unsigned c = 0; c < sizeof counts / sizeof *counts; c++) {
        for (int i = 0; i < SIMULATIONS; i++) w[i] = width(counts[c]);
        qsort(w, SIMULATIONS, sizeof *w, compare);
        printf("        new(%d, [", counts[c]);
        for (unsigned l = 0; l < 6; l++) printf("%s%.4f", l ? ", " : "", w[(int)(levels[l] * SIMULATIONS)]);
        printf("]),\n");
    }
    return 0;
}
