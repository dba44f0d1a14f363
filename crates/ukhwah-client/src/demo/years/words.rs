//! What the years are written with. None of it speaks of anybody in particular.

/// When, who and what: an entry of the journal says one after the other.
pub(super) const WHEN: &[&str] = &[
    "Pagi tadi",
    "Lepas Subuh",
    "Waktu rehat",
    "Lepas kerja",
    "Petang tadi masa hujan",
    "Dalam kereta balik",
    "Malam tadi",
    "Sebelum tidur",
    "Hujung minggu ni",
    "Tadi, tak sangka,",
];

pub(super) const WHO: &[&str] = &[
    "saya",
    "saya dan isteri",
    "anak sulung",
    "adik saya",
    "mak",
    "jiran sebelah",
    "kawan sekerja",
    "seorang abang di surau",
    "kami sekeluarga",
    "Abang Rahim",
];

pub(super) const WHAT: &[&str] = &[
    "duduk minum kopi lama sikit",
    "jalan keliling taman dua pusingan",
    "kemas stor yang lama tunggu giliran",
    "masak kari, pedas sangat tapi habis",
    "telefon tanya khabar",
    "basuh motor sampai berkilat",
    "tengok bola sampai masa tambahan",
    "cakap pasal sekolah dan yuran",
    "diam saja, tapi diam yang elok",
    "tanam cili dekat tepi pagar",
    "betulkan paip yang menitik",
    "beli durian tepi jalan",
    "baca surat lama, lepas tu simpan balik",
    "gelak pasal cerita dulu-dulu",
    "pergi klinik gigi juga akhirnya",
    "tidur awal, pukul sepuluh dah gelap",
    "hantar nasi lemak ke rumah jiran",
    "kira duit belanja, cukup-cukup",
    "cari kasut sekolah di pekan",
    "duduk tepi sungai tengok orang memancing",
];

/// Whole sentences of an entry.
pub(super) const THOUGHTS: &[&str] = &[
    "Saya penat, tapi bukan penat yang teruk.",
    "Ada satu perkara yang melekat sampai sekarang.",
    "Saya tak tahu nak cakap dengan siapa, jadi saya tulis.",
    "Rasa nak lari tu datang, lepas tu dia pergi.",
    "Tarik nafas sepuluh kali, memang menolong.",
    "Dulu saya akan marah. Kali ni saya keluar rumah dulu.",
    "Lega bila ada orang dengar tanpa tanya banyak.",
    "Saya belajar cakap tak boleh, pelan-pelan.",
    "Badan letih, kepala ringan.",
    "Hari ini tak ada apa-apa yang besar, dan itu pun bagus.",
    "Saya rindu masa kecil, bau tanah lepas hujan.",
    "Isteri senyum. Lama saya tak perasan.",
    "Anak tunjuk lukisan dia, ada saya sekali dalam tu.",
    "Cerita di tempat kerja macam cerita saya sendiri, jadi saya berhenti sekejap.",
    "Saya telefon dulu sebelum jadi lebih berat.",
    "Kawan lama ajak keluar. Saya kata lain kali.",
    "Duit cukup bulan ni, alhamdulillah.",
    "Saya cemburu tengok orang lain senang, lepas tu saya malu sendiri.",
    "Tak semua benda kena selesai malam ni.",
    "Saya nak minta maaf dengan adik, tapi belum jumpa ayatnya.",
    "Hujan lebat, jalan jem, saya pasang radio kuat-kuat.",
    "Perjumpaan tadi pendek, tapi ada satu ayat yang saya bawa balik.",
    "Tidur tak lena dua malam ni, kena jaga.",
    "Saya masih di sini. Itu dah banyak.",
    "Doktor kata darah okey, jalan lagi.",
    "I said no today and nothing broke.",
    "Someone thanked me and I did not know where to look.",
    "Slow day, good tea, early night.",
    "I keep hearing that one sentence from the meeting.",
    "It was heavy for an hour, then it was only evening.",
    "Bos puji depan orang, saya segan.",
    "Saya dengar lagu lama dan tak jadi apa-apa.",
    "Ada masa saya rasa tak layak, ada masa saya rasa boleh.",
    "Mak masak gulai, saya basuh pinggan.",
    "Esok gaji. Kad dah bagi isteri siap-siap.",
    "Saya tulis ni supaya tahun depan saya ingat.",
    "Orang tua di sebelah cakap, hidup ni macam air pasang.",
    "Tak ada jawapan malam ni, tak apa.",
];

pub(super) const TAGS: &[&str] = &[
    "kerja", "rumah", "pagi", "gaji", "kawan", "keluarga", "tidur", "syukur", "marah", "klinik", "kampung", "work",
    "hujan", "berat", "lega", "anak",
];

/// Notes of check-ins and shifts.
pub(super) const NOTES: &[&str] = &[
    "Tidur kurang",
    "Cerita tadi macam cerita saya dulu",
    "Makan lewat, cepat marah",
    "Hari yang biasa",
    "Lega lepas perjumpaan",
    "Gaduh kecil di rumah, dah elok",
    "Banyak telefon malam",
    "Long day, okay now",
    "Hujan, jalan jem, lambat sampai",
    "Ada orang bertahan hari ini",
];

/// Places and notes of service: never who it was for.
pub(super) const PLACES: &[&str] = &[
    "Pusat komuniti",
    "Klinik kesihatan",
    "Dewan kecil, pusat komuniti",
    "Hospital daerah",
    "Surau kampung",
    "Pejabat kebajikan",
    "Rumah singgah",
    "Balai raya",
];

pub(super) const SERVED: &[&str] = &[
    "Dengar sampai habis, tak bagi nasihat.",
    "Teman ambil nombor, tunggu dua jam, dapat jumpa doktor.",
    "Tolong isi borang, satu helai lagi minggu depan.",
    "Bawa ke perjumpaan, duduk belakang dulu.",
    "Angkat barang pindah rumah.",
    "Telefon balik macam yang dijanji.",
    "Jaga kaunter, hari yang tenang.",
    "Drove there and back, mostly quiet, that was fine.",
];

pub(super) const TOPICS: &[&str] =
    &["Pilih kawan", "Malam gaji", "Balik ke rumah", "Bila rasa nak mula semula", "Cakap tak boleh", "Keluarga"];

pub(super) const TRAININGS: &[&str] = &[
    "Asas sokongan rakan",
    "Pertolongan cemas",
    "Mendengar dengan tenang",
    "Had dan sempadan kerja",
    "Kerja dengan keluarga",
    "Naloxone and overdose response",
];

pub(super) const WHOM: &[&str] = &["Abang Long", "Mak", "Kawan sekolah", "Jiran lama", "Bekas majikan", "Adik bongsu"];

pub(super) const AMENDS: &[&str] = &[
    "Pinjam motor tanpa minta. Nak bayar minyak dan minta maaf.",
    "Janji datang kenduri, tak datang.",
    "Cakap kasar depan anak-anak dia.",
    "Hutang lama, bayar sikit-sikit.",
    "Dulu saya hilang masa dia perlukan orang.",
];

pub(super) const MILESTONES: &[&str] = &[
    "Mula kerja tetap",
    "Balik kampung, tidur rumah mak",
    "Dapat lesen motor semula",
    "Anak minta saya hantar sekolah",
    "Habis bayar hutang kedai",
    "Cakap depan orang kali pertama",
    "Setahun hadir perjumpaan",
];

pub(super) const BEFORE: &[&str] = &[
    "Dua malam tak tidur, lepas tu kawan lama telefon",
    "Malam gaji, jalan seorang diri",
    "Gaduh di rumah, keluar tanpa telefon siapa-siapa",
    "Cerita di tempat kerja terlalu dekat",
];

pub(super) const HELPED: &[&str] = &[
    "Telefon Abang Rahim, tidur rumah kakak",
    "Datang perjumpaan esoknya, cakap terus",
    "Beritahu isteri, bagi dia kad bank",
    "Jumpa kaunselor minggu tu juga",
];

pub(super) const GAVE: &[&str] = &[
    "Seseorang bertahan hari ini",
    "Ucapan terima kasih",
    "Rasa berguna",
    "Belajar sesuatu",
    "Rakan sekerja yang faham",
    "A good laugh at the counter",
];

pub(super) const COST: &[&str] =
    &["Tidur", "Cerita yang melekat", "Badan letih", "Masa dengan keluarga", "Sabar di rumah", "My back"];

pub(super) const TIPS: &[&str] = &[
    "Bila rasa nak marah, minum air dulu, lepas tu baru jawab.",
    "Tulis tiga perkara yang elok sebelum tidur.",
    "Jangan balik ikut jalan lama.",
    "Telefon sebelum jadi berat, bukan selepas.",
    "Simpan nombor penting di kertas juga.",
    "Halt: am I hungry, angry, lonely, tired?",
    "Kalau lambat, beritahu. Jangan hilang.",
];

/// Lines of the plan.
pub(super) const LINES: &[&str] = &[
    "Anak saya sudah mula percaya semula.",
    "Saya nak balik rumah dengan tenang setiap malam.",
    "Susah tidur dua malam berturut-turut",
    "Mula mengelak perjumpaan",
    "Cepat marah dengan orang rumah",
    "Mandi, minum air, jalan keliling taman",
    "Tepi pantai waktu pagi",
    "Kedai kopi depan masjid, meja hujung",
    "Duduk dengan Abang Rahim tanpa cakap apa-apa",
    "Telefon Zul, walaupun lewat",
    "Kaunselor di klinik, hari Selasa",
    "Kad bank dengan isteri pada malam gaji",
    "Padam nombor lama",
    "Lalu jalan dalam, bukan jalan pasar",
];

/// What a line of the plan goes on with, so that no two are the same.
pub(super) const LINES_GO_ON: &[&str] =
    &["", ", juga hujung minggu", ", walaupun penat", ", lebih-lebih lagi bila sunyi", ", mula dari esok"];

pub(super) const GOALS: &[(&str, &str)] = &[
    ("Tidur sebelum tengah malam", "Letak telefon di dapur pukul 10"),
    ("Rumah sewa yang dekat sekolah anak", "Tanya kawan yang baru pindah"),
    ("Siapkan sijil kemahiran", "Isi borang minggu ni"),
    ("Ikut gotong-royong setiap bulan", "Tengok jadual di surau"),
    ("Cabut gigi yang sakit", "Telefon klinik pagi esok"),
    ("Simpan seratus setiap bulan", "Asingkan masa dapat gaji"),
];

/// The parts of a story: what each is called, and how it is told.
pub(super) const CHAPTERS: &[(&str, &str)] = &[
    (
        "Kawan yang salah",
        "Masa sekolah saya cari kawan yang terima saya. Saya jumpa mereka di belakang kedai, dan saya ikut apa saja \
         yang mereka buat.",
    ),
    (
        "Rumah yang sunyi",
        "Duit belanja rumah habis di tangan saya. Isteri saya balik ke rumah mak dia, bawa anak sekali.",
    ),
    (
        "Malam yang ubah saya",
        "Satu malam ada seorang abang duduk dengan saya sampai Subuh. Dia tak ceramah. Dia cuma tak balik.",
    ),
    (
        "Pintu yang terbuka",
        "Saya datang perjumpaan pertama dengan baju basah kena hujan. Tak ada siapa tanya. Ada orang hulur tuala.",
    ),
    (
        "Jatuh lagi",
        "Saya ingat saya dah kuat. Rupa-rupanya saya cuma belum diuji. Saya bangun balik, tak sorang-sorang.",
    ),
    ("Sekarang", "Saya kerja, saya ada kumpulan, dan anak saya tunggu saya hujung minggu."),
];

pub(super) const STORIES: &[&str] =
    &["Jalan pulang", "Dari tepi sungai", "Tangan yang menghulur", "Sepuluh tahun", "Cerita ayah", "The long way home"];

pub(super) const WHY: &[&str] = &[
    "Supaya mereka berani kata tak nak.",
    "Dia tanya, dan saya rasa dia patut tahu.",
    "Supaya orang tahu ada jalan balik.",
];

pub(super) const SPREAD: &[&str] =
    &["Tak apa. Semua orang di surau pun sudah tahu.", "Saya minta dia simpan.", "Bahagian rumah saya tinggalkan."];

/// What people are called by, and their names.
pub(super) const CALLED: &[&str] = &["Abang", "Kak", "Pak Cik", "Mak Cik", "Cikgu", "Ustaz"];

pub(super) const NAMES: &[&str] = &[
    "Rosli", "Hafiz", "Ani", "Farid", "Siti", "Kumar", "Mei Ling", "Zaki", "Intan", "Ravi", "Halim", "Aishah", "Hong",
    "Sabri", "Noor", "Guna", "Yati", "Amir", "Laila", "Din",
];
