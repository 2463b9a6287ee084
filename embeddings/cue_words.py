"""Words that give a short text's language away.

Three words are too few for letter statistics, but one "untuk" or one "supplier of" settles the
matter. Only words that the other language does not use are listed: function words first, then
the words with which people in trade ask for each other.
"""

INDONESIAN = frozenset(
    """
    yang dan atau di ke dari untuk dengan pada dalam oleh sebagai adalah serta juga bukan tidak
    tanpa lebih kurang bisa dapat akan sudah telah kami kita mereka ini itu para seperti antara
    perusahaan pabrik pabrikan produsen pembuat pemasok penyedia penyalur pengrajin perajin
    pedagang penjual pembeli importir eksportir distributor agen toko bengkel usaha jasa layanan
    industri kecil menengah mitra kerja sama cari mencari dicari butuh membutuhkan kebutuhan
    pengolahan pengolah pembuatan pengadaan penjualan pembelian perdagangan pengiriman
    pengangkutan angkutan gudang pergudangan pelabuhan kapal mobil sepeda kendaraan bermotor roda
    komponen suku cadang mesin alat peralatan perkakas cetakan tuang cor pengecoran logam besi baja
    tembaga timah nikel emas perak kawat pipa pelat karet plastik kaca kayu rotan bambu kertas
    kain benang pakaian jadi sepatu kulit batik tenun makanan minuman olahan ikan udang daging
    ayam telur susu gula garam beras tepung minyak kelapa sawit kopi teh kakao rempah buah sayur
    obat farmasi kesehatan rumah sakit kimia cat pupuk limbah daur ulang sampah listrik tenaga
    surya otomotif elektronik perangkat lunak pengujian kalibrasi pelapisan bangunan konstruksi
    jalan properti perkebunan pertanian peternakan perikanan pertambangan batu bara semen
    """.split()  # noqa: SIM905 - a word list is easier to read and to extend as running text
)

ENGLISH = frozenset(
    """
    the of and or in to from for with by as at on into than that which who whose our their its is
    are was be been can will not without more less we they this these those between
    company companies manufacturer manufacturers maker makers producer producers supplier suppliers
    provider providers contractor contractors builder builders operator operators exporter
    importer wholesaler retailer trader dealer workshop factory plant business firm services
    manufacturing making processing supply supplies sales trading shipping freight warehouse
    warehousing trucking partner partners partnership looking seeking wanted need needs
    automotive vehicle vehicles car cars parts components machine machines machinery equipment
    tools tooling mould moulds mold molds die dies casting forging foundry metal metals iron steel
    copper tin nickel gold silver wire pipe sheet rubber plastic plastics glass wood
    furniture paper fabric yarn garment garments apparel shoes leather food foods beverage frozen
    fish shrimp meat chicken eggs milk sugar salt rice flour oil coffee tea cocoa spices fruit
    vegetables medicine drugs pharmaceutical healthcare hospital chemical chemicals paint
    fertilizer waste recycling recycled power electric electrical electronic electronics
    engineering testing calibration plating coating building construction road real estate
    plantation farming fishing mining coal cement developer
    """.split()  # noqa: SIM905
)
