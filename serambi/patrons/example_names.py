"""Names for invented members: common Indonesian first and last names, and places of the example city.

From the package indonesian-names, MIT License, Copyright (c) 2025 Mutia Wulansari.
"""

FIRST = {
    "f": """
Almira Alya Amanda Amelia Ani Anisa Annisa Astuti Aulia Ayu Bella Bunga Cindy Citra Clarissa Claudia Dea Delia
Desi Dewi Diah Dinda Dwi Elvira Fahira Fania Fitri Fitria Gita Hastuti Iin Indah Indri Intan Karina Kartini
Kasih Kayla Keysha Khofifah Kirana Lilis Lina Livia Marni Maya Melati Monica Mulyani Nabila Nadira Nadya
Nani Nayla Nina Ningsih Nisa Nurhayati Nurlela Putri Rahayu Raisa Ratih Ratna Rika Rini Rizka Rohani Rohmah
Rosidah Rukmini Safira Salsabila Sari Selvia Sheila Shinta Siti
""".split(),  # noqa: SIM905
    "m": """
Adam Adit Aditya Agus Akbar Aldi Alif Alvin Andika Andre Andri Anto Anton Anwar Ari Arief Arkan Arya Azka Bagas
Bagus Bambang Basuki Bayu Bima Budi Dani Daryono Dede Dennis Denny Dewa Dimas Dito Doni Eko Faiz Fajar Farhan
Feri Gilang Gunawan Hafiz Hartono Haryono Hendra Hendro Heri Ilham Iqbal Irfan Joko Junaedi Karnadi Kartono
Kevin Marno Mulyono Naufal Purwanto Rachmat Rafi Rahmat Rama Rangga Reza Rian Rio Riyanto Rizky Rudi Rusdi
Samuel Santoso Sarwo Sigit Slamet Subagyo Sumarno
""".split(),  # noqa: SIM905
}
LAST = """
Abdullah Adiwijaya Agusman Andi Aruan Ashari Budiman Cahyadi Chaniago Daeng Dalimunthe Damanik Darmawan
Dharmawan Dwianto Ginting Girsang Gunawan Hadianto Harahap Hardjodiningrat Haryadi Haryanto Hasibuan Hastono
Hermawan Hidayat Hutabarat Hutagalung Hutapea Iskandar Jatmiko Julianto Kartiko Kusnadi Kusumo Latuharhary
Leiwakabessy Lestaluhu Limbong Lubis Lumbanbatu Lumbantobing Mahendra Manalu Manik Manuhutu Manuputy Manurung
Matondang Mulyadi Mulyanto Munte Mustofa Nainggolan Napitupulu Nasution Nugroho Pamungkas Pangaribuan Pangestu
Panjaitan Pasaribu Pattinama Pohan Prabowo Prakoso Pramono Pranowo Priambodo Prihantoro Priyadi Priyanto
Pulungan Purba Purwanto Putranto Rahardian Rahardjo Raharjo Rajagukguk Rakhman Riyadi Riyanto Rohman Santosa
Santoso Saptono Saputro Saragih Sembiring Setiawan Sibarani Sidabutar Sidiq Sihombing Sihotang Sijabat Silaen
Silalahi Silitonga Simamora Simanjuntak Simatupang Simbiring Sinaga Sinambela Sitanggang Sitompul Sitorus
Situmeang Situmorang Soedibyo Subroto Suhendra Suhono Sukardi Sukirno Sumantri Sumarno Sumbogo Suryadi
Suryanegara Suryanto Suryanto Suryoputro Susanto Susetyo Susilo Sutanto
""".split()  # noqa: SIM905
DISTRICTS = (
    "Besusu Barat",
    "Talise",
    "Tondo",
    "Birobuli Utara",
    "Lere",
    "Kamonji",
    "Tatura Selatan",
    "Petobo",
    "Mamboro",
    "Taipa",
    "Silae",
    "Duyu",
)
SCHOOLS = ("SDN 1 Palu", "SMPN 2 Palu", "SMAN 3 Palu", "MAN 1 Palu", "SMKN 1 Palu", "Universitas Tadulako", "")
